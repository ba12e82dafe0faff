// What isn't known of the graph or was left out, under it: one line until somebody opens it, since a sidebar is small.

export function Notes({ notes }: { readonly notes: readonly string[] }) {
  const [first, ...more] = notes;
  if (first === undefined) return null;
  return (
    <details class="notes">
      <summary>
        {more.length > 0 && <span class="count">{notes.length}</span>}
        <span class="noteLine" title={first}>
          {first}
        </span>
      </summary>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </details>
  );
}
