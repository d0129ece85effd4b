package io.pxe4j.bench.scale;

/**
 * How firmware loads a file, as the test kit's TFTP clients do: a probe for the size that it breaks off, then the file. The Intel ROM: lock-step,
 * 2, 4, 8 and 16 s, five tries. EDK2: windows of 4, an ACK for each stray block, 4 s, six tries.
 */
final class TftpStage {
    private static final long SECOND = 1_000_000_000;
    private static final long ROM_FIRST = 2 * SECOND;
    private static final long ROM_LAST = 16 * SECOND;
    private static final int ROM_TRIES = 5;
    private static final long EDK_TIMEOUT = 4 * SECOND;
    private static final int EDK_TRIES = 6;
    private static final int ROM_BLOCK = 1456;
    private static final int EDK_BLOCK = 1468;
    private static final int EDK_WINDOW = 4;
    private static final int ROM_ABORT = 0;
    private static final int EDK_ABORT = 8;

    private final Storm storm;
    private final int romBlocks;
    private final int edkBlocks;

    TftpStage(Storm storm) {
        this.storm = storm;
        int size = storm.plan().firmware().bootFile();
        this.romBlocks = size / ROM_BLOCK + 1;
        this.edkBlocks = size / EDK_BLOCK + 1;
    }

    void start(Machine machine) {
        machine.state = Machine.State.PROBING;
        ask(machine);
    }

    private void ask(Machine machine) {
        machine.generation = machine.generation + 1 & 0xff;
        machine.answered = false;
        machine.expected = 1;
        machine.unacknowledged = 0;
        machine.tries = 0;
        machine.timeout = machine.windowed ? EDK_TIMEOUT : ROM_FIRST;
        sendLast(machine);
    }

    /** The request, or the ACK of the last good block. */
    private void sendLast(Machine machine) {
        if (machine.answered) {
            acknowledge(machine);
        } else {
            boolean probe = machine.state == Machine.State.PROBING;
            send(machine, Event.READ_REQUEST, 0, probe ? 1 : 0);
        }
        storm.arm(machine, storm.now() + machine.timeout);
    }

    private void acknowledge(Machine machine) {
        machine.unacknowledged = 0;
        send(machine, Event.ACK, machine.expected - 1, 0);
    }

    private void send(Machine machine, int kind, int block, int count) {
        storm.roads()
                .toServer(
                        Event.of(kind, machine.number, machine.server, machine.generation, block, count), storm.now());
    }

    void onTimer(Machine machine) {
        if (++machine.tries >= (machine.windowed ? EDK_TRIES : ROM_TRIES)) {
            storm.fail(machine);
            return;
        }
        machine.timeout = machine.windowed ? EDK_TIMEOUT : Math.min(machine.timeout * 2, ROM_LAST);
        sendLast(machine);
    }

    void onOack(Machine machine, long event) {
        if (isStale(machine, event) || machine.answered && machine.expected > 1) {
            return;
        }
        if (machine.state == Machine.State.PROBING) {
            send(machine, Event.ERROR, machine.windowed ? EDK_ABORT : ROM_ABORT, 0);
            machine.state = Machine.State.LOADING;
            ask(machine);
            return;
        }
        machine.answered = true;
        heard(machine);
        acknowledge(machine);
    }

    /** Some blocks, one behind the other. */
    void onData(Machine machine, long event) {
        if (isStale(machine, event)
                || machine.state != Machine.State.LOADING
                || !machine.answered
                || Event.server(event) != machine.server) {
            return;
        }
        int first = Event.block(event);
        for (int i = 0; i < Event.count(event); i++) {
            onBlock(machine, first + i);
        }
    }

    private void onBlock(Machine machine, int block) {
        if (machine.state != Machine.State.LOADING) {
            return;
        }
        heard(machine);
        if (block != machine.expected) {
            if (machine.windowed || block == machine.expected - 1) {
                acknowledge(machine);
            }
            return;
        }
        machine.expected++;
        machine.unacknowledged++;
        boolean last = block == (machine.windowed ? edkBlocks : romBlocks);
        if (last || machine.unacknowledged >= (machine.windowed ? EDK_WINDOW : 1)) {
            acknowledge(machine);
        }
        if (last) {
            storm.onBootFile(machine);
        }
    }

    private void heard(Machine machine) {
        machine.tries = 0;
        machine.timeout = machine.windowed ? EDK_TIMEOUT : ROM_FIRST;
        storm.arm(machine, storm.now() + machine.timeout);
    }

    private static boolean isStale(Machine machine, long event) {
        boolean loads = machine.state == Machine.State.PROBING || machine.state == Machine.State.LOADING;
        return !loads || Event.generation(event) != machine.generation;
    }
}
