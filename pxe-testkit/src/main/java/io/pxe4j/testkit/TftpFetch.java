package io.pxe4j.testkit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Downloads a file by TFTP as one firmware does, over a socket of its own for each request. */
final class TftpFetch {
    private final TftpStyle style;
    private final BootNetwork network;
    private final Transcript transcript;
    private final long deadline;

    TftpFetch(TftpStyle style, BootNetwork network, Transcript transcript, long deadline) {
        this.style = style;
        this.network = network;
        this.transcript = transcript;
        this.deadline = deadline;
    }

    /**
     * The whole file.
     *
     * @param uri {@code tftp://server/path}; without a port the network's TFTP port is used
     */
    byte[] get(URI uri) throws BootStopped {
        if (uri.getHost() == null) {
            throw new BootStopped("cannot read the URI " + uri + ": it names no server");
        }
        InetSocketAddress server = server(uri);
        // The first slash only separates host and path (iPXE: uri->path + 1).
        String path = uri.getPath() == null ? "" : uri.getPath();
        String file = path.startsWith("/") ? path.substring(1) : path;
        long mostBytes = Long.MAX_VALUE;
        if (!style.probe().isEmpty()) {
            TftpRead probe = TftpRead.probe(style, file);
            run(probe, server, file);
            if (probe.size().isEmpty() && style.needsSize()) {
                throw new BootStopped(about(server, file) + "the server does not tell the file's size (tsize)");
            }
            mostBytes = probe.size().orElse(Long.MAX_VALUE);
        }
        TftpRead read = TftpRead.file(style, file, mostBytes);
        run(read, server, file);
        byte[] content = read.content();
        transcript.fetched(uri, content);
        return content;
    }

    private void run(TftpRead read, InetSocketAddress server, String file) throws BootStopped {
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(network.clientAddress().getAddress(), 0))) {
            transcript.sent(
                    Exchange.Protocol.TFTP,
                    "RRQ " + file + options(TftpRead.strings(read.request(), requestOptions(file))),
                    read.request().length,
                    server);
            converse(read, server, file, socket);
        } catch (IOException e) {
            throw new BootStopped(about(server, file) + e.getMessage());
        }
    }

    private void converse(TftpRead read, InetSocketAddress server, String file, DatagramSocket socket)
            throws IOException, BootStopped {
        byte[] buffer = new byte[65536];
        Optional<InetSocketAddress> peer = Optional.empty();
        Traffic traffic = new Traffic();
        double wait = style.firstTimeout();
        int silent = 0;
        socket.send(new DatagramPacket(read.request(), read.request().length, server));
        while (!read.isDone() && read.failure().isEmpty()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new BootStopped("gave up after " + network.limit().toSeconds() + " s, the limit of this boot");
            }
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.setSoTimeout((int) Math.ceil(network.tftpSeconds(wait) * 1000));
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                if (++silent >= style.tries()) {
                    throw new BootStopped(about(server, file) + "no answer to " + silent + " packets in a row");
                }
                wait = Math.min(wait * style.timeoutFactor(), style.lastTimeout());
                byte[] again = read.lastSent();
                transcript.note(Exchange.Protocol.TFTP, "sends its last packet again");
                socket.send(new DatagramPacket(again, again.length, peer.orElse(server)));
                continue;
            }
            InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
            // The first answer fixes the server's TID (RFC 1350 section 4); packets of others are not looked at.
            if (peer.isPresent() && !peer.get().equals(from)
                    || !from.getAddress().equals(server.getAddress())) {
                continue;
            }
            peer = Optional.of(from);
            silent = 0;
            wait = style.firstTimeout();
            byte[] data = Arrays.copyOf(buffer, packet.getLength());
            Optional<byte[]> answer = read.receive(data);
            traffic.seen(data, answer, from);
            if (answer.isPresent()) {
                socket.send(new DatagramPacket(answer.get(), answer.get().length, from));
            }
        }
        traffic.flush(read, peer.orElse(server));
        if (read.failure().isPresent()) {
            throw new BootStopped(about(server, file) + read.failure().get());
        }
    }

    /** Folds the many DATA and ACK packets of a transfer into one step of the story each. */
    private final class Traffic {
        private long packets;
        private long bytes;
        private long acks;

        void seen(byte[] data, Optional<byte[]> answer, InetSocketAddress from) {
            int opcode = data.length < 2 ? 0 : data[1];
            if (opcode == 3) {
                packets++;
                bytes += data.length;
                acks += answer.filter(a -> a[1] == 4).map(a -> 1).orElse(0);
            } else if (opcode == 6) {
                transcript.received(
                        Exchange.Protocol.TFTP, "OACK" + options(TftpRead.strings(data, 2)), data.length, from);
                answer.filter(a -> a[1] == 4)
                        .ifPresent(a -> transcript.sent(Exchange.Protocol.TFTP, "ACK 0", a.length, from));
            } else if (opcode == 5 && data.length >= 4) {
                transcript.received(Exchange.Protocol.TFTP, "ERROR " + (data[3] & 0xff), data.length, from);
            }
            answer.filter(a -> a[1] == 5)
                    .ifPresent(a -> transcript.sent(
                            Exchange.Protocol.TFTP,
                            "ERROR " + a[3] + " " + new String(a, 4, a.length - 5, StandardCharsets.US_ASCII),
                            a.length,
                            from));
        }

        void flush(TftpRead read, InetSocketAddress peer) {
            if (packets == 0) {
                return;
            }
            String blocks = read.blocks() == 1 ? "DATA 1" : "DATA 1.." + read.blocks();
            String more = packets > read.blocks() ? " (" + packets + " packets)" : "";
            transcript.received(Exchange.Protocol.TFTP, blocks + more, bytes, peer);
            transcript.sent(
                    Exchange.Protocol.TFTP,
                    "ACK " + (read.blocks() & 0xffff) + (acks == 1 ? "" : " (" + acks + " ACKs)"),
                    4 * acks,
                    peer);
        }
    }

    private static int requestOptions(String file) {
        return 2 + file.length() + 1 + "octet".length() + 1;
    }

    private static String options(Map<String, String> options) {
        StringBuilder text = new StringBuilder();
        options.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }

    private InetSocketAddress server(URI uri) throws BootStopped {
        try {
            InetAddress address = InetAddress.getByName(uri.getHost());
            return new InetSocketAddress(address, uri.getPort() < 0 ? network.tftpPort() : uri.getPort());
        } catch (UnknownHostException e) {
            throw new BootStopped("the TFTP server " + uri.getHost() + " has no address");
        }
    }

    private static String about(InetSocketAddress server, String file) {
        return "cannot load " + file + " by TFTP from " + server.getAddress().getHostAddress() + ":" + server.getPort()
                + ": ";
    }
}
