/** Names a test file of a project. */
export function fileKey({
  project,
  file,
}: {
  readonly project: string
  readonly file: string
}): string {
  return `${project}\n${file}`
}
