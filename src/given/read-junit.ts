import { parseXml, XmlElement } from '@rgrove/parse-xml'
import type { GivenName, GivenOrder } from './given-order.js'

/** What runners and plugins call the process that a test ran in. */
const WORKER = ['worker', 'worker_id', 'workerId']

/** Test cases in the order in which they stand, which is the order in which they ended. */
export function readJunit(text: string): readonly GivenOrder[] {
  const { root } = parseXml(text.replace(/^\uFEFF/, ''))
  const workers = new Map<string | undefined, GivenName[]>()
  for (const { attributes, worker } of root ? casesIn(root) : []) {
    const { classname: className, name } = attributes
    const given = {
      ...(className === undefined ? {} : { className }),
      ...(name === undefined ? {} : { name, id: name }),
    }
    workers.set(worker, [...(workers.get(worker) ?? []), given])
  }
  return [...workers].map(([worker, names]) => ({
    ...(worker === undefined ? {} : { worker }),
    names,
  }))
}

interface Case {
  readonly attributes: Readonly<Record<string, string>>
  readonly worker?: string
}

function casesIn(element: XmlElement): Case[] {
  if (element.name === 'testcase') {
    const worker = workerOf(element)
    return [{ attributes: element.attributes, ...(worker === undefined ? {} : { worker }) }]
  }
  return elements(element).flatMap(casesIn)
}

function workerOf(testcase: XmlElement): string | undefined {
  const own = WORKER.map((name) => testcase.attributes[name]).find((value) => value !== undefined)
  if (own !== undefined) return own
  return elements(testcase)
    .filter(({ name }) => name === 'properties')
    .flatMap(elements)
    .find(({ attributes }) => WORKER.includes(attributes.name ?? ''))?.attributes.value
}

function elements({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => child instanceof XmlElement)
}
