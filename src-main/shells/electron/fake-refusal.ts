/**
 * Makes what a stand-in does not have an error in place of `undefined`, so that no use of Electron goes unnoticed. What
 * promises and test runners ask every object is let through.
 */
export function refusing<Thing extends object>(name: string, thing: Thing): Thing {
  return new Proxy(thing, {
    get(target, key, receiver) {
      if (typeof key === 'string' && !(key in target) && !asked.has(key)) {
        throw new Error(`the stand-in has no ${name}.${key}`)
      }
      return Reflect.get(target, key, receiver)
    },
  })
}

const asked = new Set([
  'then',
  'toJSON',
  'asymmetricMatch',
  'nodeType',
  'tagName',
  '$$typeof',
  '@@__IMMUTABLE_ITERABLE__@@',
])
