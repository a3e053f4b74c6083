import { afterEach, expect, test } from 'vitest'
import { PLACE_NAME, SECRET_NAME } from '../../../model/secret-name.js'
import { watchSecrets } from './secrets.js'

const NAMES = ['LC_TEST_DB_PASSWORD', 'LC_TEST_API_TOKEN', 'LC_TEST_CITY']
afterEach(() => {
  for (const name of NAMES) Reflect.deleteProperty(process.env, name)
})
const watch = (...known: string[]) =>
  watchSecrets({ known, pattern: SECRET_NAME, except: PLACE_NAME })

test('what tests put into their environment is hidden from then on, in whatever form, also where it is cut', () => {
  const { hide } = watch()
  const value = 'it\'s "5ecret"/é'
  expect(hide(`is ${value}`)).toBe(`is ${value}`)
  process.env.LC_TEST_DB_PASSWORD = value
  process.env.LC_TEST_CITY = 'Bielefeld'
  for (const written of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)])
    expect(hide(`Bielefeld ${written}!`)).toBe('Bielefeld ***!')
  expect(hide(`is ${value.slice(0, 8)}…`)).toBe('is ***…')
  expect(hide(`is ${value.slice(0, 8)} here`)).toBe(`is ${value.slice(0, 8)} here`)
})

test('the names of what only this process knows are told once, and no value', () => {
  process.env.LC_TEST_API_TOKEN = 'known-before'
  const { news } = watch(...Object.keys(process.env))
  expect(news()).toBeUndefined()
  process.env.LC_TEST_DB_PASSWORD = 'only-here-7788'
  expect(news()).toEqual(['LC_TEST_DB_PASSWORD'])
  expect(news()).toBeUndefined()
  process.env.LC_TEST_API_TOKEN = 'another-one'
  expect(news()).toEqual(['LC_TEST_API_TOKEN'])
})
