import type { RootCommand } from '@bomb.sh/tab'
import type { Command } from 'commander'

/** What can stand where a value is asked for. */
export interface Values {
  /** By flag, without its dashes. */
  readonly flags: Readonly<Record<string, readonly string[]>>
  /** By command: what its first operand can be. Read only when it is asked for. */
  readonly operands: Readonly<Record<string, () => readonly string[]>>
}

/** Tells the completion what the command line tells commander: the names are in one place only. */
export function describe(root: RootCommand, program: Command, { flags, operands }: Values): void {
  for (const command of program.createHelp().visibleCommands(program)) {
    const name = command.name()
    const described = root.command(name, command.summary())
    for (const option of command.createHelp().visibleOptions(command)) {
      const long = option.long?.replace(/^--/, '')
      if (long === undefined) continue
      const takesValue = option.required || option.optional
      const short = option.short?.replace(/^-/, '')
      if (takesValue) described.option(long, option.description, offering(flags[long] ?? []), short)
      else if (short === undefined) described.option(long, option.description)
      else described.option(long, option.description, short)
    }
    const [operand] = command.registeredArguments
    const values = operands[name]
    if (operand && values)
      described.argument(operand.name(), (complete) => offering(values())(complete))
  }
}

function offering(values: readonly string[]) {
  return (complete: (value: string, description: string) => void): void => {
    for (const value of values) complete(value, '')
  }
}
