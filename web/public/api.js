// Shows openapi.json: what each path takes and answers. It needs nothing but the description itself.
const find = document.getElementById('find');
const list = document.getElementById('list');
const about = document.getElementById('about');

const make = (tag, text, ...children) => {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  node.append(...children);
  return node;
};

// A schema as a line a person can read: references by name, the rest by its kind.
const spell = (schema) => {
  if (!schema) return '';
  if (schema.$ref) return schema.$ref.split('/').pop();
  if (schema.anyOf) return schema.anyOf.map(spell).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.type === 'array') return `${spell(schema.items)}[]`;
  return [schema.format ?? schema.type ?? 'any', schema.maxLength && `≤ ${schema.maxLength}`].filter(Boolean).join(' ');
};

const fields = (schema, all) => {
  const model = schema?.$ref ? all[schema.$ref.split('/').pop()] : schema;
  const rows = Object.entries(model?.properties ?? {}).map(
    ([name, part]) => `${name}${model.required?.includes(name) ? '' : '?'}: ${spell(part)}`,
  );
  return rows.join('\n') || spell(schema);
};

const block = (title, text) => (text ? [make('h3', title), make('pre', text)] : []);

const entry = (path, method, operation, all) => {
  const takes = operation.requestBody?.content['application/json'].schema;
  const [status, answer] = Object.entries(operation.responses)[0];
  const gives = answer.content?.['application/json']?.schema;
  const roles = operation['x-roles']?.join(', ') ?? 'anybody';
  const asked = operation.parameters.filter((each) => each.in !== 'header').map((each) => `${each.name} (${each.in})`);
  const head = make('summary', '', make('b', method.toUpperCase()), make('code', path), make('span', operation.summary));
  const inside = make(
    'div', '', ...block('Who', roles), ...block('Parameters', asked.join('\n')),
    ...block('Takes', takes && fields(takes, all)), ...block(`Answers ${status}`, gives && fields(gives, all)),
  );
  inside.className = 'inside';
  const node = make('details', '', head, inside);
  node.dataset.words = `${method} ${path} ${operation.summary} ${roles}`.toLowerCase();
  return [operation.tags[0], node];
};

const show = (description) => {
  about.textContent = `${description.info.description}. OpenAPI ${description.openapi}.`;
  const groups = new Map();
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const [tag, node] = entry(path, method, operation, description.components.schemas);
      groups.set(tag, [...(groups.get(tag) ?? []), node]);
    }
  }
  for (const [tag, nodes] of groups) list.append(make('section', '', make('h2', tag), ...nodes));
};

find.addEventListener('input', () => {
  const wanted = find.value.trim().toLowerCase();
  for (const node of list.querySelectorAll('details')) node.hidden = !node.dataset.words.includes(wanted);
  for (const group of list.querySelectorAll('section')) group.hidden = !group.querySelector('details:not([hidden])');
});

try {
  const { api } = await (await fetch('config.json')).json();
  show(await (await fetch(`${api}/v1/openapi.json`)).json());
} catch {
  about.textContent = 'The description could not be loaded. Check the network and reload this page.';
}
