import type { Scope, Variable } from './expansion.js'

/** The variables while a stage is read: a copy of the base's as soon as something is set. */
export interface Variables {
  scope: Scope
  declared: ReadonlySet<string>
  readonly set: (name: string, variable: Variable) => void
  readonly declare: (name: string) => void
}

/** Begins with what the base of a stage has. */
export const growing = (scope: Scope, declared: ReadonlySet<string>): Variables => {
  let ownScope: Map<string, Variable> | undefined
  let ownDeclared: Set<string> | undefined
  const variables: Variables = {
    scope,
    declared,
    set: (name, variable) => {
      variables.scope = ownScope ??= new Map(variables.scope)
      ownScope.set(name, variable)
    },
    declare: (name) => {
      variables.declared = ownDeclared ??= new Set(variables.declared)
      ownDeclared.add(name)
    },
  }
  return variables
}
