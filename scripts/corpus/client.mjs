// A minimal language client: starts the built server, frames JSON-RPC over its stdio, answers what a server may ask and keeps
// all it complains about. Deliberately absent: anything of dbt, and libraries that the server itself uses.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const patience = 120_000;

/** The server as a process of its own. `env` is added to the environment. */
export class Client {
  /** Error responses, log lines that are errors or hold a stack, lines on stderr, crashes: sentences. */
  errors = [];
  /** Log lines of level warning. */
  warnings = [];
  /** Diagnostics last pushed, by URI. */
  diagnostics = new Map();

  #child;
  #pending = new Map();
  #waiting = new Map();
  #next = 1;
  #buffer = Buffer.alloc(0);
  #ended = false;
  #exit;

  constructor(command, args, env) {
    this.#child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'pipe' });
    this.#exit = new Promise((resolve) => {
      this.#child.on('close', (code, signal) => {
        if (!this.#ended || code !== 0) this.#fail(`the server ended with ${signal ?? `exit code ${code}`}`);
        resolve();
      });
    });
    this.#child.on('error', (error) => this.#fail(`the server did not start: ${error.message}`));
    this.#child.stdin.on('error', () => undefined);
    this.#child.stdout.on('data', (data) => this.#read(data));
    this.#child.stderr.setEncoding('utf8').on('data', (text) => {
      for (const line of text.split('\n')) if (line.trim()) this.errors.push(`stderr: ${line}`);
    });
  }

  /** The result of a request, or undefined after an error, which is kept. */
  request(method, params) {
    const id = this.#next++;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        this.errors.push(`${method}: no answer in ${patience / 1000} s`);
        resolve(undefined);
      }, patience);
      this.#pending.set(id, { method, resolve, timer });
      this.#send({ id, method, params });
    });
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  /** Settles when diagnostics for the document arrive, or are there; undefined when none came in time. */
  diagnosticsOf(uri, milliseconds) {
    if (this.diagnostics.has(uri)) return Promise.resolve(this.diagnostics.get(uri));
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), milliseconds);
      this.#waiting.set(uri, (diagnostics) => {
        clearTimeout(timer);
        resolve(diagnostics);
      });
    });
  }

  /** Resident memory now and at its peak, in MB; undefined where the platform doesn't say. */
  memory() {
    try {
      const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
      const megabytes = (key) => Math.round(Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
      return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
    } catch {
      try {
        const text = execFileSync('ps', ['-o', 'rss=', '-p', String(this.#child.pid)], { encoding: 'utf8' });
        return { now: Math.round(Number(text) / 1024), peak: undefined };
      } catch {
        return { now: undefined, peak: undefined };
      }
    }
  }

  async stop() {
    await this.request('shutdown');
    this.#ended = true;
    this.notify('exit');
    const timer = setTimeout(() => {
      this.errors.push('the server did not exit');
      this.#child.kill('SIGKILL');
    }, 10_000);
    await this.#exit;
    clearTimeout(timer);
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#child.stdin.write(body);
  }

  #read(data) {
    this.#buffer = this.#buffer.length > 0 ? Buffer.concat([this.#buffer, data]) : data;
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(this.#buffer.subarray(0, end).toString())?.[1]);
      if (this.#buffer.length < end + 4 + length) return;
      const body = this.#buffer.subarray(end + 4, end + 4 + length).toString();
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#receive(JSON.parse(body));
    }
  }

  #receive(message) {
    if (message.method === undefined) this.#answered(message);
    else if (message.id !== undefined) this.#asked(message);
    else if (message.method === 'window/logMessage' || message.method === 'window/showMessage') {
      const { type, message: text } = message.params;
      if (type === 1 || /\n\s+at /.test(text)) this.errors.push(`log: ${text}`);
      else if (type === 2) this.warnings.push(text);
    } else if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = message.params;
      this.diagnostics.set(uri, diagnostics);
      this.#waiting.get(uri)?.(diagnostics);
      this.#waiting.delete(uri);
    }
  }

  #answered({ id, result, error }) {
    const request = this.#pending.get(id);
    this.#pending.delete(id);
    if (!request) return;
    clearTimeout(request.timer);
    if (error) this.errors.push(`${request.method}: ${error.message}`);
    request.resolve(error ? undefined : result);
  }

  /** Settings are the defaults, and everything that the server registers or creates is fine. */
  #asked({ id, method, params }) {
    const result = method === 'workspace/configuration' ? params.items.map(() => null) : null;
    this.#send({ id, result });
  }

  #fail(message) {
    this.errors.push(message);
    for (const { resolve, timer } of this.#pending.values()) {
      clearTimeout(timer);
      resolve(undefined);
    }
    this.#pending.clear();
  }
}
