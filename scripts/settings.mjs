// Writes `contributes.configuration` of package.json from server/src/host/settings.ts, where every setting is described once.
// `--check` writes nothing and fails when the two differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { settings } from '../server/src/host/settings.ts';

const file = fileURLToPath(new URL('../package.json', import.meta.url));
const manifest = JSON.parse(readFileSync(file, 'utf8'));

const configuration = {
  title: 'Metadata Context for dbt',
  properties: Object.fromEntries(
    Object.values(settings).map(({ name, schema, default: value, description, scope }, order) => {
      const { enumDescriptions, ...rest } = schema;
      const descriptions = enumDescriptions ? { markdownEnumDescriptions: enumDescriptions } : {};
      const property = {
        ...rest,
        ...descriptions,
        default: value,
        markdownDescription: description,
        scope,
        order,
      };
      return [`dbtContext.${name}`, property];
    }),
  ),
};

const current = JSON.stringify(manifest.contributes?.configuration) === JSON.stringify(configuration);
if (process.argv.includes('--check')) {
  if (!current) {
    console.error(
      'package.json: the settings differ from server/src/host/settings.ts. Run node scripts/settings.mjs.',
    );
    process.exitCode = 1;
  }
} else if (!current) {
  manifest.contributes = { ...manifest.contributes, configuration };
  writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
  console.log('package.json: settings written.');
}
