const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A path as a relative URI, percent-encoded part by part. */
export function sourcePath(path: string): string {
  return path
    .replace(LONE_SURROGATE, '\ufffd')
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[!'()*]/g, percent))
    .join('/')
}

/** These end a link in Markdown, and stand in no URI that we write. */
function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`
}
