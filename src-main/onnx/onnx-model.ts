import { PbfWriter } from 'pbf'

/*
 * As much of ONNX's file format as a graph of ours takes; field numbers are those of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
 */

/** Element types, as TensorProto.DataType counts them. */
export const elementTypes = { float: 1, uint8: 2, int64: 7, double: 11 } as const
export type ElementType = keyof typeof elementTypes

/** Operators are those of this version of ONNX's operator set, of 2022: what reads ONNX at all reads it. */
export const operatorSet = 17
/** Version of the file format that came with it. */
const fileVersion = 8

/** A constant array. */
export interface OnnxTensor {
  name: string
  type: ElementType
  dims: readonly number[]
  /** Little-endian, as wherever this runs. */
  bytes: Uint8Array
}

export type OnnxAttribute = number | readonly number[] | { float: number } | { type: ElementType }

export interface OnnxNode {
  operator: string
  inputs: readonly string[]
  outputs: readonly string[]
  attributes: Readonly<Record<string, OnnxAttribute>>
}

/** What goes in or comes out; a dimension is a number or the name of one that is open. */
export interface OnnxPort {
  name: string
  type: ElementType
  dims: readonly (number | string)[]
  description: string
}

export interface OnnxModel {
  name: string
  description: string
  producer: { name: string; version: string }
  nodes: readonly OnnxNode[]
  constants: readonly OnnxTensor[]
  inputs: readonly OnnxPort[]
  outputs: readonly OnnxPort[]
  metadata: Readonly<Record<string, string>>
}

/** The model as the bytes of an `.onnx` file. */
export function encodeOnnxModel(model: OnnxModel): Uint8Array {
  const pbf = new PbfWriter()
  pbf.writeVarintField(1, fileVersion)
  pbf.writeStringField(2, model.producer.name)
  pbf.writeStringField(3, model.producer.version)
  pbf.writeStringField(6, model.description)
  pbf.writeMessage(7, writeGraph, model)
  pbf.writeMessage(8, writeOperatorSet, operatorSet)
  for (const [key, value] of Object.entries(model.metadata))
    pbf.writeMessage(14, writeMetadata, { key, value })
  return pbf.finish()
}

function writeOperatorSet(version: number, pbf: PbfWriter): void {
  pbf.writeStringField(1, '')
  pbf.writeVarintField(2, version)
}

function writeMetadata({ key, value }: { key: string; value: string }, pbf: PbfWriter): void {
  pbf.writeStringField(1, key)
  pbf.writeStringField(2, value)
}

function writeGraph({ name, nodes, constants, inputs, outputs }: OnnxModel, pbf: PbfWriter): void {
  for (const node of nodes) pbf.writeMessage(1, writeNode, node)
  pbf.writeStringField(2, name)
  for (const constant of constants) pbf.writeMessage(5, writeTensor, constant)
  for (const port of inputs) pbf.writeMessage(11, writePort, port)
  for (const port of outputs) pbf.writeMessage(12, writePort, port)
}

function writeNode({ operator, inputs, outputs, attributes }: OnnxNode, pbf: PbfWriter): void {
  for (const input of inputs) pbf.writeStringField(1, input)
  for (const output of outputs) pbf.writeStringField(2, output)
  pbf.writeStringField(3, outputs[0])
  pbf.writeStringField(4, operator)
  for (const [name, value] of Object.entries(attributes)) pbf.writeMessage(5, writeAttribute, { name, value })
}

/** AttributeProto.AttributeType */
const attributeTypes = { float: 1, int: 2, ints: 7 } as const

function writeAttribute({ name, value }: { name: string; value: OnnxAttribute }, pbf: PbfWriter): void {
  pbf.writeStringField(1, name)
  if (typeof value === 'number') {
    pbf.writeVarintField(3, value)
    pbf.writeVarintField(20, attributeTypes.int)
  } else if ('float' in value) {
    pbf.writeFloatField(2, value.float)
    pbf.writeVarintField(20, attributeTypes.float)
  } else if ('type' in value) {
    pbf.writeVarintField(3, elementTypes[value.type])
    pbf.writeVarintField(20, attributeTypes.int)
  } else {
    for (const each of value) pbf.writeVarintField(8, each)
    pbf.writeVarintField(20, attributeTypes.ints)
  }
}

function writeTensor({ name, type, dims, bytes }: OnnxTensor, pbf: PbfWriter): void {
  for (const dim of dims) pbf.writeVarintField(1, dim)
  pbf.writeVarintField(2, elementTypes[type])
  pbf.writeStringField(8, name)
  pbf.writeBytesField(9, bytes)
}

function writePort({ name, type, dims, description }: OnnxPort, pbf: PbfWriter): void {
  pbf.writeStringField(1, name)
  pbf.writeMessage(2, writeType, { type, dims })
  pbf.writeStringField(3, description)
}

function writeType(port: Pick<OnnxPort, 'type' | 'dims'>, pbf: PbfWriter): void {
  pbf.writeMessage(1, writeTensorType, port)
}

function writeTensorType({ type, dims }: Pick<OnnxPort, 'type' | 'dims'>, pbf: PbfWriter): void {
  pbf.writeVarintField(1, elementTypes[type])
  pbf.writeMessage(2, writeShape, dims)
}

function writeShape(dims: readonly (number | string)[], pbf: PbfWriter): void {
  for (const dim of dims) pbf.writeMessage(1, writeDimension, dim)
}

function writeDimension(dim: number | string, pbf: PbfWriter): void {
  if (typeof dim === 'number') pbf.writeVarintField(1, dim)
  else pbf.writeStringField(2, dim)
}
