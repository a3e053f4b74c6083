/** Where a reader would break a path or an id. */
export const BREAKS = /(?<=\/)|(?=::)|(?<= > )/
