import type { Plugin } from 'vite'

const WHOLE = "import * as Vue from 'vue';"
const ONE = "import { getCurrentInstance as vueInstance } from 'vue';\nconst Vue = { getCurrentInstance: vueInstance };"

/**
 * vue-i18n takes all of Vue as one object to look up one function, so that nothing of Vue can be left out of the
 * build: a third of the first download. Taking the function by name gives the same behaviour.
 * The build stops if a new release no longer has the line, so that this does not silently stop working.
 */
export function leanI18n(): Plugin {
  return {
    name: 'kangma-lean-i18n',
    apply: 'build',
    transform(code, id) {
      if (!/\/vue-i18n\/dist\/vue-i18n[\w.-]*js$/.test(id)) return null
      if (!code.includes(WHOLE)) this.error(`${id} does not take all of Vue any more: remove build/leanI18n.ts.`)
      return { code: code.replace(WHOLE, ONE), map: null }
    },
  }
}
