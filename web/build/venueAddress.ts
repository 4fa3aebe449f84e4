import type { Plugin } from 'vite'

/** What a venue's code opens (`…/v#code`) is the resident page under a short name of its own. */
export function venueAddress(): Plugin {
  return {
    name: 'kangma-venue-address',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') this.error('The resident page is not part of the build.')
      this.emitFile({ type: 'asset', fileName: 'v.html', source: page.source })
    },
  }
}
