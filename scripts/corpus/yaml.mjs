// Writes plain values as block YAML. JSON is YAML, so every scalar is written as JSON. Deliberately absent: reading.

/** The text of a file whose top level is this object. */
export function toYaml(value) {
  return `${mapping(value, '')}\n`;
}

function mapping(value, indent) {
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(
      ([key, item]) =>
        `${indent}${/^[a-z_][\w-]*$/i.test(key) ? key : JSON.stringify(key)}:${inside(item, indent)}`,
    )
    .join('\n');
}

function inside(value, indent) {
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item) => `\n${indent}  - ${element(item, `${indent}    `)}`).join('');
  }
  return isFilled(value) ? `\n${mapping(value, `${indent}  `)}` : ` ${JSON.stringify(value)}`;
}

function element(value, indent) {
  return isFilled(value) ? mapping(value, indent).trimStart() : JSON.stringify(value);
}

function isFilled(value) {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  );
}
