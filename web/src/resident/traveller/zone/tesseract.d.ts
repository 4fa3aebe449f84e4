/** The build for browsers; its types are the package's own. */
declare module 'tesseract.js/dist/tesseract.esm.min.js' {
  import type * as tesseract from 'tesseract.js'

  const library: typeof tesseract
  export default library
}
