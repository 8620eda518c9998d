import { MantineProvider } from '@mantine/core';
import './mantine.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './client.ts';
import './look.css';
import { router } from './router.tsx';
import { theme } from './theme.ts';
import { openWords } from './words.ts';

/** The nonce under which the server lets this page add style elements. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

// Where react-remove-scroll, under Mantine's panels, looks for the nonce of its own style element.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = nonce;

await openWords();

const page = document.getElementById('page');
if (page) {
  createRoot(page).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
