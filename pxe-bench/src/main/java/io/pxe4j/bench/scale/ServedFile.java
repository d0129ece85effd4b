package io.pxe4j.bench.scale;

import io.pxe4j.tftp.engine.ReadTransfer;
import java.net.InetAddress;

/** A transfer on a server: the real engine, and whose it is. */
final class ServedFile {
    final ReadTransfer engine;
    final Machine machine;
    final int generation;
    final InetAddress address;
    final TftpService service;

    /** Whether the client has answered. */
    boolean isConfirmed;
    /** Whether its place was needed for another one. */
    boolean isEvicted;

    boolean isEnded;
    int slot;
    long armedAt = EventQueue.NEVER;

    ServedFile(ReadTransfer engine, Machine machine, int generation, InetAddress address, TftpService service) {
        this.engine = engine;
        this.machine = machine;
        this.generation = generation;
        this.address = address;
        this.service = service;
    }

    void evict() {
        isEvicted = true;
        service.end(this);
    }
}
