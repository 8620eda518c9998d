import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const keys = [['/', 'search'], ['g c', 'country'], ['g p', 'projects'], ['g r', 'registers'], ['g i', 'reference'], ['g d', 'definition'], ['?', 'help']] as const;

/** The keys that the pages understand. */
export function Help({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={close} title={t('help.title')} closeButtonProps={{ 'aria-label': t('help.close') }}>
      <dl className="help-keys">
        {keys.map(([pair, what]) => <div key={pair}><dt>{pair.split(' ').map((key) => <Kbd key={key}>{key}</Kbd>)}</dt><dd>{t(`help.${what}`)}</dd></div>)}
      </dl>
    </Modal>
  );
}
