// The entry of dist/server.cjs: the language server.

import { programVersion } from '../host/version.ts';
import { serve } from './serve.ts';

if (!serve(process.argv.slice(2), programVersion(process.argv[1]))) {
  process.stderr.write('Usage: server.cjs --stdio | --node-ipc | --socket=PORT [--record FILE]\n');
  process.exitCode = 2;
}
