// Unpacks the Chromium of @sparticuz/chromium with the libraries and fonts that a bare Linux lacks. Nothing is run here.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface ChromiumPackage {
  readonly default: { executablePath(): Promise<string> };
  readonly inflate: (file: string) => Promise<string>;
}

/** Unpacks @sparticuz/chromium with the libraries and fonts a bare machine lacks. Called while `temporary` becomes `final`. */
export async function unpackChromium(temporary: string, final: string): Promise<void> {
  const folder = join(temporary, 'chromium');
  mkdirSync(folder);
  const modules = join(temporary, 'node_modules');
  const entry = createRequire(join(modules, 'x.js')).resolve('@sparticuz/chromium');
  const before = process.env['TMPDIR'];
  // The package unpacks into the system's folder for temporary files, which it asks for at each call.
  process.env['TMPDIR'] = folder;
  try {
    const chromium = (await import(pathToFileURL(entry).href)) as ChromiumPackage;
    await chromium.default.executablePath();
    await chromium.inflate(join(modules, '@sparticuz/chromium/bin/al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  chmodSync(join(folder, 'chromium'), 0o755);
  writeFileSync(join(folder, 'fonts.conf'), fontConfiguration(final));
}

function fontConfiguration(folder: string): string {
  const alias = (family: string, font: string) =>
    `  <alias binding="same"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `  <dir>${join(folder, 'chromium/fonts')}</dir>`,
    `  <dir>${join(folder, 'node_modules/dejavu-fonts-ttf/ttf')}</dir>`,
    '  <dir>/usr/share/fonts</dir>',
    `  <cachedir>${join(folder, 'chromium/fonts-cache')}</cachedir>`,
    alias('sans-serif', 'Open Sans'),
    alias('system-ui', 'Open Sans'),
    alias('monospace', 'DejaVu Sans Mono'),
    '</fontconfig>',
    '',
  ].join('\n');
}
