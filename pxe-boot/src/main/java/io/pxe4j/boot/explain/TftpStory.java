package io.pxe4j.boot.explain;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.tftp.MalformedTftp;
import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells TFTP by its port 69, and the packets that follow by the client's port (its TID, RFC 1350 §4). */
final class TftpStory {
    private static final int PORT = 69;
    private static final int MAX_TRANSFERS = 4096;

    private final Map<End, String> files = new LinkedHashMap<>();

    /** One end of a transfer. */
    private record End(Ip4 address, int port) {}

    /** What a datagram is, if it is TFTP. */
    record Line(String text, boolean isData) {}

    Optional<Line> tell(UdpPacket datagram) {
        if (datagram.destinationPort() == PORT) {
            return Optional.of(request(datagram));
        }
        String file = files.get(new End(datagram.source(), datagram.sourcePort()));
        if (file == null) {
            file = files.get(new End(datagram.destination(), datagram.destinationPort()));
        }
        return file == null ? Optional.empty() : Optional.of(line(TftpPacket.decode(datagram.payload()), file));
    }

    private Line request(UdpPacket datagram) {
        TftpDecoded decoded = TftpPacket.decode(datagram.payload());
        if (decoded instanceof TftpRequest request) {
            End client = new End(datagram.source(), datagram.sourcePort());
            files.remove(client);
            files.put(client, Printable.of(request.file()));
            if (files.size() > MAX_TRANSFERS) {
                files.remove(files.keySet().iterator().next());
            }
        }
        return line(decoded, "");
    }

    private static Line line(TftpDecoded decoded, String file) {
        if (decoded instanceof MalformedTftp malformed) {
            return new Line("TFTP malformed: " + malformed.problem() + " at offset " + malformed.offset(), false);
        }
        boolean bulk = decoded instanceof TftpData || decoded instanceof TftpAck;
        // An ERROR ends what an administrator looks for: name the file.
        String of = decoded instanceof TftpError && !file.isEmpty() ? " (" + file + ")" : "";
        return new Line("TFTP " + decoded + of, bulk);
    }
}
