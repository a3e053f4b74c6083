/** The few styles that reports use. The room is pure, so cli/ passes the colours in. */
export type Paint = Readonly<
  Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', (text: string) => string>
>

const same = (text: string): string => text

/** No colours at all: files, pipes, NO_COLOR. */
export const plainPaint: Paint = {
  bold: same,
  dim: same,
  red: same,
  green: same,
  yellow: same,
  cyan: same,
}
