/**
 * Names of environment variables, options and keys whose values must be written nowhere, as the source of a regular expression that
 * JavaScript and Python read alike, whatever the case of the letters.
 */
export const SECRET_NAME =
  'token|secret|passw|passphrase|passcode|credential|private|webhook|' +
  '(?:api|access|account|auth|signing|encryption)[_-]?key|' +
  '(?:^|[_.-])(?:pass|pwd|pw|pat|sk|psk|jwt|salt|dsn|auth|cookies?|creds?|bearer|hmac|keys?|conn(?:ection)?[_-]?str(?:ing)?)(?:$|[_.-])'

/** The value of such a name is where it lies, not what it is. */
export const PLACE_NAME = '[_-](?:file|path|dir|folder|sock|host|port)$'

const SECRET = new RegExp(SECRET_NAME, 'i')
const PLACE = new RegExp(PLACE_NAME, 'i')

/** Whether what is called so is a secret; words may be told apart by their letters' case. */
export function isSecretName(name: string): boolean {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2')
  return SECRET.test(words) && !PLACE.test(words)
}
