/** A port of this Node in the shape that Electron's main process gives its ports. */
import type { ShellPort } from '#electron/main/hostProcess.ts';
import type { PortData } from '#host/transport/parentMessages.ts';

export function shellPort(port: MessagePort): ShellPort {
  return {
    on: (name: 'message' | 'close', listener: (event: { readonly data: PortData }) => void) =>
      port.addEventListener(name, (event) =>
        listener({ data: event instanceof MessageEvent ? event.data : '' }),
      ),
    postMessage: (data) => port.postMessage(data),
    start: () => port.start(),
    close: () => port.close(),
  };
}
