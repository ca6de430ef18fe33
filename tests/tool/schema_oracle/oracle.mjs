// SPDX-License-Identifier: BSL-1.0
// Every schema is a JSON Schema (2020-12) by ajv's strict reading, and what is called strict comes back unchanged from
// the functions with which the vendors' own SDKs make schemas strict.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020.js';
import { toStrictJsonSchema } from 'openai/lib/transform';

const folder = process.argv[2];
const read = (vendor) => JSON.parse(readFileSync(join(folder, `tools.${vendor}.json`), 'utf8'));

const strict = (vendor, tool, schema) => [{ where: `${vendor} ${tool.name}`, tool, schema, strict: true }];
const schemas = [
    ...read('openai-responses').flatMap((tool) => strict('openai-responses', tool, tool.parameters)),
    ...read('openai-chat').flatMap(({ function: tool }) => strict('openai-chat', tool, tool.parameters)),
    ...read('anthropic').flatMap((tool) => strict('anthropic', tool, tool.input_schema)),
    ...read('gemini').flatMap(({ functionDeclarations }) =>
        functionDeclarations.flatMap((tool) => strict('gemini', tool, tool.parametersJsonSchema))),
    ...read('mcp').flatMap((tool) =>
        [tool.inputSchema, tool.outputSchema].filter(Boolean)
            .map((schema) => ({ where: `mcp ${tool.name}`, tool, schema, strict: false }))),
];

let faults = 0;
function must(holds, where, words) {
    if (holds) return;
    faults += 1;
    console.log(`${where}: ${words}`);
}
function unchanged(transform, name, { where, schema }) {
    try {
        must(isDeepStrictEqual(transform(structuredClone(schema)), schema), where, `${name} changes the schema`);
    } catch (error) {
        must(false, where, `${name} refuses the schema: ${error.message}`);
    }
}

for (const each of schemas) {
    const { where, tool, schema } = each;
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    addFormats(ajv);
    try {
        ajv.compile(schema);
    } catch (error) {
        must(false, where, `ajv refuses the schema: ${error.message}`);
    }
    must(schema.type === 'object', where, 'the root is no object');
    must(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(tool.name), where, 'the name does not fit every vendor');
    must(typeof tool.description === 'string' && tool.description !== '', where, 'no description');
    if (!each.strict) continue;
    unchanged(toStrictJsonSchema, "OpenAI's transform", each);
    unchanged(transformJSONSchema, "Anthropic's transform", each);
}
must(schemas.length > 0, folder, 'no tool was found');
if (process.argv[3]) {
    const ajv = addFormats(new Ajv2020({ strict: true, allErrors: true }));
    const accepts = ajv.compile(JSON.parse(readFileSync(process.argv[3], 'utf8')));
    const declaration = JSON.parse(readFileSync(join(folder, 'declaration.json'), 'utf8'));
    must(accepts(declaration), 'declaration.json', JSON.stringify(accepts.errors));
    must(!accepts({ ...declaration, surprise: 1 }), 'declaration.json', 'the schema accepts an unknown member');
}

console.log(`${schemas.length} schemas, ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
