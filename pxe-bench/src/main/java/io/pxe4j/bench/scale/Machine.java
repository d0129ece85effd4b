package io.pxe4j.bench.scale;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one machine remembers; what it does is said by {@link DhcpStage}, {@link TftpStage} and {@link HttpLink}. */
final class Machine {
    /** How far a machine is. */
    enum State {
        POST,
        DISCOVERING,
        REQUESTING,
        PROBING,
        LOADING,
        IPXE_STARTS,
        FETCH_STARTS,
        WAITS_FOR_PLACE,
        FETCHING,
        UP,
        GIVEN_UP
    }

    static final int NOBODY = -1;
    private static final int TRANSFERS = 4;

    final int number;
    /** EDK2 with windows of 4; otherwise a BIOS ROM in lock-step. */
    final boolean windowed;

    State state = State.POST;
    /** When it does something by itself, and for when an event is queued. */
    long deadline = EventQueue.NEVER;

    long armedAt = EventQueue.NEVER;
    int restarts;
    /** Whether iPXE runs already, and not the firmware. */
    boolean ipxe;
    /** Tries in a row without an answer. */
    int tries;

    // DHCP.
    int xid;
    long askedAt;
    int offered;
    int offeredBy;
    int bootServer;
    int address;

    // TFTP.
    int server = NOBODY;
    int generation;
    boolean answered;
    int expected;
    int unacknowledged;
    long timeout;
    private final @Nullable ServedFile[] transfers = new ServedFile[TRANSFERS];

    // What became of it.
    long loadedAt = -1;
    long upAt = -1;

    Machine(int number, boolean windowed) {
        this.number = number;
        this.windowed = windowed;
    }

    boolean isOver() {
        return state == State.UP || state == State.GIVEN_UP;
    }

    void remember(ServedFile transfer) {
        transfers[transfer.generation & TRANSFERS - 1] = transfer;
    }

    /** The server's transfer of that request of the machine. */
    @Nullable
    ServedFile transfer(int ofGeneration) {
        ServedFile transfer = transfers[ofGeneration & TRANSFERS - 1];
        return transfer != null && transfer.generation == ofGeneration ? transfer : null;
    }

    /** All transfers of the machine's last requests that a server still has. */
    List<ServedFile> openTransfers() {
        List<ServedFile> open = new ArrayList<>(TRANSFERS);
        for (ServedFile transfer : transfers) {
            if (transfer != null && !transfer.isEnded) {
                open.add(transfer);
            }
        }
        return open;
    }

    /** Forgets the transfers once nothing of them can come any more. */
    void forget(ServedFile transfer) {
        int at = transfer.generation & TRANSFERS - 1;
        if (transfers[at] == transfer) {
            transfers[at] = null;
        }
    }
}
