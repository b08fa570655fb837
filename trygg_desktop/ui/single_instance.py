"""One running program per user: a second start hands its file to the first and ends."""

import json
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QLockFile, QObject, QTimer

_WAIT_MS = 2000


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
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(json.dumps(str(path.resolve()) if path else "").encode() + b"\n")
        answered = socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return answered

    def listen(self, take: Callable[[Path | None], None]) -> None:
        """Take over what later starts bring, from when the event loop has had its first turn."""
        QTimer.singleShot(0, lambda: self._listen(take))

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
