export interface Picture {
  source: CanvasImageSource
  width: number
  height: number
  close(): void
}

/** Decoded with the orientation that the camera noted, so that nothing lies on its side. */
export async function decoded(file: Blob): Promise<Picture> {
  if ('createImageBitmap' in globalThis) {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
    if (bitmap) return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() }
  }
  // Some phones show formats in pictures that they decode in no other way; browsers turn these by themselves.
  const address = URL.createObjectURL(file)
  const image = Object.assign(new Image(), { src: address })
  await image.decode()
  return { source: image, width: image.naturalWidth, height: image.naturalHeight, close: () => URL.revokeObjectURL(address) }
}
