import { graph } from './graph.js'
import { library, lines, service, type Write } from './names.js'

const manifest = (name: string, needs: readonly number[]): string =>
  lines(
    '[package]',
    `name = "${name}"`,
    'version = "1.0.0"',
    'edition = "2024"',
    'publish = false',
    '',
    '[dependencies]',
    ...needs.map((each) => `${library(each)} = { path = "../../packages/${library(each)}" }`),
  )

/** Writes a workspace of Cargo that names each of its members. */
export const writeCargo = (services: number, libraries: number, write: Write): void => {
  const needed = graph(services, libraries)
  const members: string[] = []
  const locked: string[] = []
  const add = (folder: string, name: string, needs: readonly number[]): void => {
    write(`${folder}/Cargo.toml`, manifest(name, needs))
    members.push(`    "${folder}",`)
    const dependencies = needs.map((each) => ` "${library(each)}",`)
    locked.push(lines('[[package]]', `name = "${name}"`, 'version = "1.0.0"', 'dependencies = [', ...dependencies, ']'))
  }
  for (const [index, needs] of needed.libraries.entries()) {
    add(`packages/${library(index)}`, library(index), needs)
    write(`packages/${library(index)}/src/lib.rs`, lines('pub const NAME: &str = env!("CARGO_PKG_NAME");'))
  }
  for (const [index, needs] of needed.services.entries()) {
    add(`services/${service(index)}`, service(index), needs)
    write(
      `services/${service(index)}/src/main.rs`,
      lines(
        'fn main() {',
        `    std::net::TcpListener::bind("0.0.0.0:${8000 + (index % 100)}").unwrap().accept().unwrap();`,
        '}',
      ),
    )
  }
  write('Cargo.toml', lines('[workspace]', 'resolver = "3"', 'members = [', members.join('\n'), ']'))
  write('Cargo.lock', lines('version = 4', '', locked.join('\n')))
}
