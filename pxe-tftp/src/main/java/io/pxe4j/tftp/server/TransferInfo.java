package io.pxe4j.tftp.server;

import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.AgreedOptions;
import java.net.InetSocketAddress;

/**
 * Which transfer an event is about.
 *
 * @param client the client's address and port
 * @param server the address and port that the transfer runs on
 * @param request what the client asked for
 * @param options what was agreed
 * @param size the octets of the content; of a write those that the client announced (option tsize), or -1
 */
public record TransferInfo(
        InetSocketAddress client, InetSocketAddress server, TftpRequest request, AgreedOptions options, long size) {
    /** Whether the client reads the file; if not, it writes it. */
    public boolean isRead() {
        return request.isRead();
    }

    /** The file name as the client sent it, with control characters escaped. */
    public String file() {
        return request.printableFile();
    }
}
