/**
 * Lets nothing be added any more to what all objects, lists and texts have in common: whatever a request might reach into, it
 * cannot leave there what all later requests would find. What is there stays as it is, for libraries that replace it.
 */
export function closePrototypes(): void {
  for (const { prototype } of [Object, Array, Function, String, Number, Boolean, RegExp, Date, Promise, Map, Set]) Object.preventExtensions(prototype);
}
