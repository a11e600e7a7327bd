// Runs Pulumi programs in TypeScript and JavaScript under Pulumi's own mocks, one after another, and records what they
// register.
//
//     NODE_PATH=<where programs find packages> node driver.cjs <jobs.json> <records.jsonl>
//
// A job is `{id, root, entry, config, watch}`; its record is `{id, resources, exports, error, missed}`, one a line.
// `missed` holds the lines that were not reached, by file, if the job is watched. Nothing is judged here: values are
// written as they are sent to the engine.

"use strict";

const fs = require("fs");
const path = require("path");
const ts = require("typescript");

const [jobsFile, recordsFile] = process.argv.slice(2);
// Pulumi takes a stack trace of each promise; nobody reads them here.
Error.stackTraceLimit = 0;
const SECONDS_TO_SETTLE = 60;
/** What waits for something that failed waits for ever. */
const SECONDS_TO_FAIL = 1;

const pulumi = require("@pulumi/pulumi");
const { MockMonitor } = require("@pulumi/pulumi/runtime/mocks");
const registering = require("@pulumi/pulumi/runtime/resource");
const settings = require("@pulumi/pulumi/runtime/settings");
const stacks = require("@pulumi/pulumi/runtime/stack");
const state = require("@pulumi/pulumi/runtime/state");

const reached = require("./reached.cjs");

/** What the files of the present program were compiled into. */
const compiled = new Map();
const packages = require.extensions[".js"];
require.extensions[".js"] = (module, file) =>
  file.includes("node_modules") ? packages(module, file) : program(module, file);
require.extensions[".ts"] = program;

function program(module, file) {
  const { outputText, sourceMapText } = ts.transpileModule(fs.readFileSync(file, "utf8"), {
    fileName: file,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2020,
      esModuleInterop: true,
      sourceMap: true,
    },
  });
  compiled.set(file, { code: outputText, map: sourceMapText });
  module._compile(outputText, file);
}

/** `aws:s3/bucket:Bucket` and `data` are `s3.Bucket(data)`; the Rust side writes the same. */
function label(type, name) {
  const aws = /^aws:(\w+)\/\w+:(\w+)$/.exec(type);
  return `${aws ? `${aws[1]}.${aws[2]}` : type}(${name})`;
}

// A resource hands over its outputs as properties without a value. The mocks need to know them, to give them one.
const outputs = new Map();
for (const [operation, at] of [
  ["registerResource", 7],
  ["readResource", 4],
]) {
  const original = registering[operation];
  registering[operation] = function (...args) {
    const [, , type, name] = args;
    outputs.set(label(type, name), Object.keys(args[at] ?? {}));
    return original.apply(this, args);
  };
}

// What a program requires of its configuration is made up where the case does not say it.
const MADE_UP = {
  require: (key) => key,
  requireSecret: (key) => key,
  requireNumber: () => "7",
  requireSecretNumber: () => "7",
  requireBoolean: () => "true",
  requireSecretBoolean: () => "true",
  requireObject: () => "{}",
  requireSecretObject: () => "{}",
};
for (const [method, value] of Object.entries(MADE_UP)) {
  const original = pulumi.Config.prototype[method];
  pulumi.Config.prototype[method] = function (key, ...rest) {
    if (this.get(key) === undefined) {
      pulumi.runtime.setConfig(`${this.name}:${key}`, value(key));
    }
    return original.call(this, key, ...rest);
  };
}

const mocks = {
  newResource({ type, name, inputs, id }) {
    const resource = label(type, name);
    if (type === "pulumi:providers:aws") {
      regions.set(`${resource}.id`, inputs.region);
    }
    const made = Object.fromEntries((outputs.get(resource) ?? []).map((key) => [key, `${resource}.${key}`]));
    return { id: id || `${resource}.id`, state: { ...made, ...inputs } };
  },
  call({ token, inputs, provider }) {
    const id = (provider ?? "").split("::").pop();
    return { ...inputs, ...answer(token, inputs, regions.get(id) ?? "us-east-1") };
  },
};

/** The regions of the providers that the program declares, by id. */
const regions = new Map();

/** What the provider's functions say. */
function answer(token, inputs, ownRegion) {
  switch (token) {
    case "aws:index/getRegion:getRegion": {
      const region = inputs.region ?? inputs.name ?? ownRegion;
      return { id: region, name: region, region, description: region, endpoint: `ec2.${region}.amazonaws.com` };
    }
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { id: "123456789012", accountId: "123456789012", arn: "arn:aws:iam::123456789012:root", userId: "root" };
    case "aws:iam/getPolicyDocument:getPolicyDocument":
      return { id: "policy", json: JSON.stringify(inputs) };
    default:
      return { id: token };
  }
}

class Recorder extends MockMonitor {
  constructor() {
    super(mocks);
    this.requests = [];
    this.outputs = {};
  }

  registerResource(req, callback) {
    this.requests.push(record(req, req.getObject(), req.getCustom()));
    return super.registerResource(req, callback);
  }

  readResource(req, callback) {
    this.requests.push({ ...record(req, req.getProperties(), true), read: req.getId() });
    return super.readResource(req, callback);
  }

  registerResourceOutputs(req, callback) {
    this.outputs[req.getUrn()] = req.getOutputs()?.toJavaScript() ?? {};
    return super.registerResourceOutputs(req, callback);
  }
}

function record(req, inputs) {
  return {
    type: req.getType(),
    name: req.getName(),
    parent: req.getParent(),
    inputs: inputs?.toJavaScript() ?? {},
    dependencies: req.getDependenciesList(),
    options: given({
      provider: req.getProvider(),
      aliases: req.getAliasesList?.().map(alias),
      protect: req.getProtect?.(),
      deleteBeforeReplace: req.getDeletebeforereplacedefined?.() ? req.getDeletebeforereplace() : undefined,
      ignoreChanges: req.getIgnorechangesList?.(),
      replaceOnChanges: req.getReplaceonchangesList?.(),
      import: req.getImportid?.(),
      retainOnDelete: req.getRetainondelete?.(),
      deletedWith: req.getDeletedwith?.(),
      additionalSecretOutputs: req.getAdditionalsecretoutputsList?.(),
      customTimeouts: given(req.getCustomtimeouts?.()?.toObject() ?? {}),
    }),
  };
}

function alias(alias) {
  return alias.hasUrn() ? alias.getUrn() : given(alias.getSpec()?.toObject() ?? {});
}

/** The entries that say something. */
function given(options) {
  const isGiven = (value) =>
    value !== undefined &&
    value !== "" &&
    value !== false &&
    !(Array.isArray(value) && value.length === 0) &&
    !(value !== null && typeof value === "object" && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(options).filter(([, value]) => isGiven(value)));
}

/** What was thrown while the present program ran. */
let failures = [];
let failed = () => {};
const fail = (error) => {
  failures.push(error);
  failed();
};
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);

async function run(job) {
  const monitor = new Recorder();
  const failure = new Promise((resolve) => {
    failed = resolve;
  });
  const first = await Promise.race([
    perform(job, monitor),
    failure.then(() => after(SECONDS_TO_FAIL)),
    after(SECONDS_TO_SETTLE).then(() => "late"),
  ]);
  if (first === "late") {
    fail(new Error("the program does not settle"));
  }
  const [stack] = monitor.requests.filter(({ type }) => type === stacks.rootPulumiStackTypeName);
  const urn = ({ parent, type, name }) => monitor.newUrn(parent, type, name);
  const resources = monitor.requests
    .filter((request) => request !== stack)
    .map((request) => ({ urn: urn(request), ...request, outputs: monitor.outputs[urn(request)] ?? {} }));
  return { id: job.id, resources, exports: stack ? monitor.outputs[urn(stack)] ?? {} : {}, error: told(failures) };
}

function after(seconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000).unref();
  });
}

/** Ends when nothing is under way any more. */
async function perform(job, monitor) {
  settings.setMockOptions(monitor, "project", "stack", false, "organization");
  await settings.awaitFeatureSupport();
  pulumi.runtime.setAllConfig({ "aws:region": "us-east-1", ...job.config });
  try {
    await stacks.runInPulumiStack(async () => {
      const program = require(path.join(job.root, job.entry));
      return await (program instanceof Function ? program() : program);
    });
  } catch (error) {
    failures.push(error);
  }
  await settings.waitForRPCs();
  // Rejections are told once the microtasks are done.
  await new Promise((resolve) => setImmediate(resolve));
  await settings.waitForRPCs();
  await new Promise((resolve) => setImmediate(resolve));
}

function told([first]) {
  if (first === undefined) {
    return null;
  }
  const text = first instanceof Error ? `${first.name}: ${first.message}` : String(first);
  return text.split("\n")[0];
}

async function main() {
  const jobs = JSON.parse(fs.readFileSync(jobsFile, "utf8"));
  const records = fs.openSync(recordsFile, "w");
  const environment = { ...process.env, AWS_REGION: "us-east-1" };
  const globals = new Set(Object.keys(globalThis));
  reached.start();
  for (const job of jobs) {
    failures = [];
    outputs.clear();
    regions.clear();
    process.env = { ...environment };
    process.chdir(job.root);
    const record = await state.withLocalStorage(() => run(job));
    record.missed = job.watch ? reached.missed(compiled) : {};
    compiled.clear();
    fs.writeSync(records, `${JSON.stringify(record).replaceAll(job.root + path.sep, "")}\n`);
    forget(job.root, globals);
  }
  process.exit(0);
}

/** Lets the next program begin afresh. */
function forget(root, globals) {
  for (const file of Object.keys(require.cache).filter((file) => file.startsWith(root + path.sep))) {
    delete require.cache[file];
  }
  for (const name of Object.keys(globalThis).filter((name) => !globals.has(name))) {
    delete globalThis[name];
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
