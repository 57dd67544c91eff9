import type { ElementType, OnnxAttribute, OnnxNode, OnnxTensor } from './onnx-model.ts'

/** Name of a value in the graph. */
export type Value = string

/** Collects the operations and constants of a graph, in the order they are computed. */
export class GraphWriter {
  readonly nodes: OnnxNode[] = []
  readonly constants: OnnxTensor[] = []
  #names = 0

  /** One operation with one result; `as` names the result where others look for it. */
  apply(
    operator: string,
    inputs: readonly Value[],
    attributes: OnnxNode['attributes'] = {},
    as?: string,
  ): Value {
    return this.applyAll(operator, inputs, 1, attributes, as)[0]
  }

  /** One operation with several results. */
  applyAll(
    operator: string,
    inputs: readonly Value[],
    results: number,
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    as?: string,
  ): Value[] {
    const outputs = Array.from({ length: results }, (_, i) => as ?? this.#name(`${operator}_${i}`))
    this.nodes.push({ operator, inputs, outputs, attributes })
    return outputs
  }

  floats(values: ArrayLike<number>, dims: readonly number[] = [values.length]): Value {
    return this.#constant('float', Float32Array.from(values), dims)
  }

  doubles(values: ArrayLike<number>, dims: readonly number[] = [values.length]): Value {
    return this.#constant('double', Float64Array.from(values), dims)
  }

  /** A single number in double precision. */
  double(value: number): Value {
    return this.doubles([value], [])
  }

  integers(values: readonly number[]): Value {
    return this.#constant('int64', BigInt64Array.from(values, BigInt), [values.length])
  }

  cast(value: Value, type: ElementType): Value {
    return this.apply('Cast', [value], { to: { type } })
  }

  #constant(type: ElementType, values: ArrayBufferView, dims: readonly number[]): Value {
    const name = this.#name('constant')
    this.constants.push({
      name,
      type,
      dims,
      bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    })
    return name
  }

  #name(stem: string): string {
    this.#names++
    return `${stem}_${this.#names}`
  }
}
