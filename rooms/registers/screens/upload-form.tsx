import { Button, Select, TextInput } from '@mantine/core';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCountryState } from '#web/state.ts';
import { registerNames, type RegisterName } from '../contract.ts';
import { useBytes } from './bytes.ts';
import { registerOfFile } from './register-guess.ts';
import { send } from './uploads.ts';

type Chosen = { readonly file: File; readonly register: RegisterName | undefined };

/** Takes files by drop, mouse or keyboard; each goes to the register that its name speaks of, unless another is chosen. */
export function UploadForm({ arrived }: { readonly arrived: () => void }) {
  const { t } = useTranslation('registers');
  const { data: state } = useCountryState();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [asOf, setAsOf] = useState('');
  const ready = chosen.flatMap(({ file, register }) => (register === undefined ? [] : [{ file, register }]));
  return (
    <section id="upload">
      <h2>{t('upload.title')}</h2>
      {state?.madeUp ? <MadeUp /> : (
        <form onSubmit={(event) => {
          event.preventDefault();
          send(ready, asOf === '' ? undefined : asOf, arrived);
          setChosen([]);
        }}>
          <DropBox add={(files) => setChosen([...chosen, ...files.map((file) => ({ file, register: registerOfFile(file.name) }))])} />
          {chosen.length === 0 ? null : (
            <>
              <ChosenFiles chosen={chosen} setChosen={setChosen} />
              <TextInput size="xs" className="upload-as-of" label={t('upload.asOf')} description={t('upload.asOfNote')} classNames={{ description: 'soft small' }} placeholder={t('upload.asOfShape')}
                value={asOf} pattern="\d{4}-\d{2}-\d{2}" title={t('upload.asOfShape')} maxLength={10} autoComplete="off" onChange={(event) => setAsOf(event.currentTarget.value.trim())} />
              <Button type="submit" size="sm" disabled={ready.length < chosen.length}>{t('upload.send')}</Button>
            </>
          )}
        </form>
      )}
    </section>
  );
}

/** Real files never mix with a made-up country: how to start an empty one instead. */
function MadeUp() {
  const { t } = useTranslation('registers');
  return (
    <>
      <p>{t('upload.madeUp')}</p>
      <p>{t('upload.madeUpDo')}</p>
      <pre className="upload-command">JUMYS_DATA=./real JUMYS_DEMO=off npm start</pre>
    </>
  );
}

function DropBox({ add }: { readonly add: (files: readonly File[]) => void }) {
  const { t } = useTranslation('registers');
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, is: boolean) => { event.preventDefault(); setOver(is); };
  return (
    <label className="drop-box" data-over={over || undefined} onDragOver={(event) => drag(event, true)} onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => { drag(event, false); add([...event.dataTransfer.files]); }}>
      <span>{t('upload.drop')}</span>
      <span className="small soft">{t('upload.formats')}</span>
      <input type="file" multiple accept=".csv,.gz,.zst,.parquet" className="unseen" onChange={({ currentTarget }) => {
        add([...(currentTarget.files ?? [])]);
        currentTarget.value = '';
      }} />
    </label>
  );
}

function ChosenFiles({ chosen, setChosen }: { readonly chosen: readonly Chosen[]; readonly setChosen: (chosen: readonly Chosen[]) => void }) {
  const { t } = useTranslation('registers');
  const bytes = useBytes();
  return (
    <ul className="chosen-files">
      {chosen.map(({ file, register }, at) => (
        <li key={at}>
          <span className="chosen-name">{file.name} <span className="soft number">{bytes(file.size)}</span></span>
          <Select size="xs" aria-label={t('upload.registerOf', { file: file.name })} placeholder={t('upload.choose')} value={register ?? null} allowDeselect={false}
            data={registerNames.map((value) => ({ value, label: t(`name.${value}`) }))}
            onChange={(value) => setChosen(chosen.with(at, { file, register: registerNames.find((name) => name === value) }))} />
          <Button variant="subtle" size="compact-xs" aria-label={t('upload.removeFile', { file: file.name })} onClick={() => setChosen(chosen.toSpliced(at, 1))}>{t('upload.remove')}</Button>
        </li>
      ))}
    </ul>
  );
}
