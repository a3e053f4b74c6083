import { once } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { carrier, type Parcel } from './parcel.js'

/** Two ends of a connection that carries data, but no ports. */
function ends() {
  const parcels: Parcel[] = []
  const far: ReturnType<typeof carrier> = carrier((parcel) => near.receive(structuredClone(parcel)))
  const received: ReturnType<typeof far.receive>[] = []
  const near: ReturnType<typeof carrier> = carrier((parcel) => {
    parcels.push(parcel)
    received.push(far.receive(structuredClone(parcel)))
  })
  return { near, received, parcels }
}

test('a message without a port arrives unchanged', () => {
  const { near, received } = ends()
  near.post({ type: 'start', options: { reportMemory: true } })
  expect(received).toEqual([
    { message: { type: 'start', options: { reportMemory: true } }, transfer: [] },
  ])
})

test('a port inside a message works in both directions, until one side closes it', async () => {
  const { near, received } = ends()
  const { port1, port2 } = new MessageChannel()
  near.post({ filename: 'worker.js', port: port2 })
  const there = received[0]?.message.port as MessagePort
  expect(received[0]?.transfer).toEqual([there])
  port1.postMessage({ taskId: 1 })
  expect(await once(there, 'message')).toEqual([{ taskId: 1 }])
  there.postMessage({ taskId: 1, result: 'done' })
  expect(await once(port1, 'message')).toEqual([{ taskId: 1, result: 'done' }])
  const closed = once(there, 'close')
  port1.close()
  await closed
})

test('a port inside a message works, even if the message came through another such port', async () => {
  const { near, received } = ends()
  const worker = new MessageChannel()
  const rpc = new MessageChannel()
  near.post({ port: worker.port2 })
  const workerThere = received[0]?.message.port as MessagePort
  worker.port1.postMessage({ task: { files: ['a'], port: rpc.port2 } }, [rpc.port2])
  const [{ task }] = (await once(workerThere, 'message')) as [
    { task: { files: string[]; port: MessagePort } },
  ]
  expect(task.files).toEqual(['a'])
  task.port.postMessage('fetch a')
  expect(await once(rpc.port1, 'message')).toEqual(['fetch a'])
  worker.port1.close()
  rpc.port1.close()
})
