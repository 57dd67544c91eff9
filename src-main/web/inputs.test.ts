import type { AnyProcedure } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Workbench } from '../app/workbench.ts'
import { createHandler } from './handler.ts'
import { appRouter } from './router.ts'

/*
 * Every procedure, whatever will be added: what it takes has a schema, in which nothing is without an end, and what
 * does not fit reaches nothing.
 */

type JsonSchema = z.core.JSONSchema.BaseSchema

interface Called {
  path: string
  type: string
  schema: z.ZodType
  json: JsonSchema
}

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>)
const called: Called[] = procedures.flatMap(([path, procedure]) =>
  (procedure._def as unknown as { type: string; inputs: z.ZodType[] }).inputs.map((schema) => ({
    path,
    type: procedure._def.type,
    schema,
    json: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema,
  })),
)

/** The schemas inside, with where they stand. */
function* partsOf(schema: JsonSchema, place: string): Generator<[string, JsonSchema]> {
  yield [place, schema]
  for (const [name, part] of Object.entries(schema.properties ?? {}))
    yield* partsOf(part as JsonSchema, `${place}.${name}`)
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    yield* partsOf(part as JsonSchema, place)
  if (typeof schema.items === 'object') yield* partsOf(schema.items as JsonSchema, `${place}[]`)
  if (typeof schema.additionalProperties === 'object')
    yield* partsOf(schema.additionalProperties as JsonSchema, `${place}.*`)
}

/** What is missing so that nobody can send without end. */
function missingLimits([place, schema]: [string, JsonSchema]): string[] {
  if (schema.const !== undefined || schema.enum !== undefined) return []
  const missing: string[] = []
  const types = [schema.type].flat()
  const needs = (name: 'maxLength' | 'maxItems', type: 'string' | 'array') => {
    if (types.includes(type) && schema[name] === undefined) missing.push(`${place}: ${name}`)
  }
  // A pattern of a fixed number of letters is an end, too.
  if (!/^\^[^*+]*\$$/.test(schema.pattern ?? '')) needs('maxLength', 'string')
  needs('maxItems', 'array')
  if (types.includes('number') || types.includes('integer')) {
    if (schema.minimum === undefined && schema.exclusiveMinimum === undefined)
      missing.push(`${place}: minimum`)
    if (schema.maximum === undefined && schema.exclusiveMaximum === undefined)
      missing.push(`${place}: maximum`)
  }
  return missing
}

/** A small input that fits. */
function exampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (choice) return exampleOf(choice as JsonSchema)
  switch ([schema.type].flat()[0]) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {})
      return Object.fromEntries(entries.map(([name, part]) => [name, exampleOf(part as JsonSchema)]))
    }
    case 'array':
      return Array.from({ length: schema.minItems ?? 1 }, () => exampleOf(schema.items as JsonSchema))
    case 'string':
      return schema.pattern?.includes('#') ? '#12ab9f' : 'a'.repeat(schema.minLength ?? 1)
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? Number(schema.exclusiveMinimum ?? 0) + 1, 0)
    case 'boolean':
      return true
    default:
      return null
  }
}

/** The input with each of its values replaced by what does not fit there. */
function* spoiled(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) for (const part of spoiled(value[0])) yield [part]
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value))
      for (const part of spoiled(inner)) yield { ...value, [name]: part }
  }
  yield { toString: 1 }
  yield [[[[]]]]
  if (typeof value !== 'string') yield "'; DROP TABLE samples; --"
  else yield 'x'.repeat(1_100_000)
  if (typeof value === 'number') for (const odd of [Number.MAX_VALUE, -1e308, 0.1234567]) yield odd
}

const withInput = (path: string) => called.filter((one) => one.path === path)

describe('inputs', () => {
  it('are what procedures say they are', () => {
    expect(called.length).toBeGreaterThan(40)
    // Whatever else a procedure could have in place of a schema of zod is not read here.
    for (const { path, schema } of called) expect(schema, path).toBeInstanceOf(z.ZodType)
  })

  it.each(called.map(({ path }) => path))('of %s have an end', (path) => {
    for (const { json } of withInput(path))
      expect([...partsOf(json, path)].flatMap((part) => missingLimits(part))).toEqual([])
  })

  it.each(called.map(({ path }) => path))('of %s reach nothing where they do not fit', async (path) => {
    const touched: PropertyKey[] = []
    const workbench = new Proxy({} as Workbench, {
      get: (_, name) => {
        touched.push(name)
        throw new Error('reached')
      },
    })
    const handle = createHandler(workbench, { rendererRoot: '/nowhere' })
    for (const { schema, json, type } of withInput(path)) {
      const example = exampleOf(json)
      for (const input of spoiled(example)) {
        // Some of what does not fit by itself is taken all the same: a fraction where numbers may be fractions.
        if (schema.safeParse(input).success) continue
        const text = JSON.stringify(input)
        const response = await handle(
          type === 'mutation'
            ? new Request(`http://127.0.0.1/rpc/${path}`, {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: text,
              })
            : new Request(`http://127.0.0.1/rpc/${path}?input=${encodeURIComponent(text)}`),
        )
        // A stream has begun when its input is looked at: the refusal is its first event.
        const refused = type === 'subscription' ? await response.text() : String(response.status)
        expect(refused, text.slice(0, 200)).toMatch(/^4\d\d$|bad-request/)
      }
    }
    expect(touched).toEqual([])
  })

  it.each(called.map(({ path }) => path))('of %s take no prototype along', (path) => {
    for (const { schema, json } of withInput(path)) {
      const example = JSON.stringify(exampleOf(json))
      for (const key of ['__proto__', 'constructor', 'prototype']) {
        const inner = `"${key}":{"polluted":true,"prototype":{"polluted":true}}`
        const text = example.replaceAll('{', `{${inner},`).replaceAll(',}', '}')
        const parsed = schema.safeParse(JSON.parse(text))
        expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
        if (parsed.success && typeof parsed.data === 'object' && parsed.data !== null) {
          expect((parsed.data as { polluted?: boolean }).polluted).toBeUndefined()
          expect(Object.hasOwn(parsed.data, key)).toBe(false)
        }
      }
    }
  })
})
