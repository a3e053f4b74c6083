/** Resolves when the stream has taken all of it, or nobody reads it any more (main.ts sees to EPIPE). */
export function writeText(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (text === '') resolve()
    else stream.write(text, () => resolve())
  })
}
