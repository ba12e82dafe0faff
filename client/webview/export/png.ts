// The picture as a PNG, twice as large as on the screen, in base 64. For the browser: its canvas draws. Deliberately absent: the picture
// itself (svg.ts).

/** Canvases have a limit; past it the picture is drawn smaller. */
const mostPixels = 16_000;
const mostArea = 120_000_000;

/** Rejects where the browser can't draw it. */
export async function toPng(svg: string): Promise<string> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const scale = Math.min(2, mostPixels / Math.max(width, height), Math.sqrt(mostArea / (width * height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.floor(width * scale));
    canvas.height = Math.max(1, Math.floor(height * scale));
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
  } finally {
    URL.revokeObjectURL(url);
  }
}
