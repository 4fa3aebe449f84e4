import {
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_includesString,
  globalFilteringFeature,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  sortFn_text,
  tableFeatures,
} from '@tanstack/vue-table'

/** What a table of the desk can: no more of the library is downloaded. */
export const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSelectionFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  filterFns: { includesString: filterFn_includesString },
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic, text: sortFn_text },
})

export interface TableColumn<Row> {
  key: string
  title: string
  /** What is sorted and searched by, and shown where the slot `#key` shows nothing else. */
  value: (row: Row) => string | number | null
  /** CSS width, such as `8em`; the rest of the room is shared. */
  width?: string
  number?: boolean
  /** Left out on a phone. */
  minor?: boolean
}

/** Rows chosen one by one, or all that the list's filters find, shown or not. */
export type Selection = { of: 'shown'; ids: readonly string[] } | { of: 'found'; count: number }
export const NOTHING: Selection = { of: 'shown', ids: [] }
