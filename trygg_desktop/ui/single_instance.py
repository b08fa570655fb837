"""One running program per user: a second start hands its file to the first and ends."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QLockFile, QObject, QTimer

_WAIT_MS = 2000
_LISTENS_AFTER_MS = 300
"""When the window stands: what the socket needs takes its time to load."""


class SingleInstance(QObject):
    """Holds the user's lock while the program runs. The socket is local to the machine and the user."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = f"trygg-desktop-{crc32(str(folder).encode()):08x}"
        self._lock = QLockFile(str(folder / "running.lock"))
        self._lock.setStaleLockTime(0)
        self.is_first = self._lock.tryLock(0)

    def hand_over(self, path: Path | None) -> bool:
        """Ask the program that runs already to come forward and open ``path``; tell whether it answered."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        until = time.monotonic() + _WAIT_MS / 1000
        socket.connectToServer(self._name)
        while not socket.waitForConnected(_WAIT_MS):
            if time.monotonic() > until:
                return False
            time.sleep(0.05)  # it has just been started and does not listen yet
            socket.connectToServer(self._name)
        socket.write(json.dumps(str(path.resolve()) if path else "").encode() + b"\n")
        answered = socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return answered

    def listen(self, take: Callable[[Path | None], None]) -> None:
        """Take over what later starts bring, from when the window stands."""
        QTimer.singleShot(_LISTENS_AFTER_MS, lambda: self._listen(take))

    def _listen(self, take: Callable[[Path | None], None]) -> None:
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        server.listen(self._name)

        def receive() -> None:
            socket = server.nextPendingConnection()

            def read() -> None:
                if socket.canReadLine():
                    name = json.loads(bytes(socket.readLine().data()))
                    take(Path(name) if name else None)

            socket.readyRead.connect(read)
            socket.disconnected.connect(socket.deleteLater)

        server.newConnection.connect(receive)

    def release(self) -> None:
        """Let the next start be the first."""
        self._lock.unlock()
