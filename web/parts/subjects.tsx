import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';

type Props<Key extends string> = {
  readonly label: string;
  readonly subjects: readonly { readonly key: Key; readonly name: string }[];
  readonly chosen: Key;
  readonly onChoose: (key: Key) => void;
  readonly children: ReactNode;
};

/** Tabs over one table. On a narrow screen they scroll sideways, the chosen one in sight. */
export function Subjects<Key extends string>({ label, subjects, chosen, onChoose, children }: Props<Key>) {
  // Moves the row of tabs alone: `scrollIntoView` would move the page as well.
  const intoSight = (tab: HTMLButtonElement | null) => {
    if (tab?.parentElement) tab.parentElement.scrollLeft = tab.offsetLeft - 16;
  };
  return (
    <Tabs value={chosen} onChange={(key) => { if (key !== null) onChoose(key as Key); }} keepMounted={false}>
      <Tabs.List aria-label={label}>
        {subjects.map(({ key, name }) => <Tabs.Tab key={key} value={key} ref={key === chosen ? intoSight : null}>{name}</Tabs.Tab>)}
      </Tabs.List>
      <Tabs.Panel value={chosen}>{children}</Tabs.Panel>
    </Tabs>
  );
}
