/** What is tested beside the presets and the examples. */
export const moreCases: readonly { readonly name: string; readonly quick: boolean }[] = [
  { name: 'secrets', quick: true },
  { name: 'network', quick: false },
  { name: 'buildah', quick: true },
  { name: 'bad-input', quick: true },
  { name: 'bake', quick: true },
  { name: 'init', quick: true },
]
