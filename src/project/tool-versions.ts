/** The version of a tool in asdf's `.tool-versions`; `system` and `ref:` say nothing about an image. */
export const toolVersion = (text: string, names: readonly string[]): string | undefined => {
  for (const line of text.split('\n')) {
    const [name, version] = line.replace(/#.*$/, '').trim().split(/\s+/)
    if (name !== undefined && version !== undefined && names.includes(name) && /^v?\d/.test(version)) return version
  }
  return undefined
}
