import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useChange } from '#web/client.ts';
import { lookAtLink } from '../contract.ts';

/**
 * The token of a one-time link and what the link is for. It stands after `#`, which reaches no server; from the address it is
 * taken away at once, so that neither the history nor whoever looks at the screen keeps it. Lost when the page is reloaded.
 */
export function useLink(page: '/set-up' | '/invitation') {
  // The next page, which this one leads to, may have a part of its own after `#`.
  const hash = useLocation({ select: (location) => (location.pathname === page ? location.hash : '') });
  const navigate = useNavigate();
  const [token, setToken] = useState('');
  const { mutate, data, error } = useChange(lookAtLink);
  useEffect(() => {
    if (hash === '') return;
    setToken(hash);
    void navigate({ to: '.', hash: '', replace: true });
    mutate({ body: { token: hash } });
  }, [hash, navigate, mutate]);
  return { token, link: data, error };
}
