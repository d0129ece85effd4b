package io.pxe4j.tftp;

/**
 * A datagram that is no TFTP packet.
 *
 * @param opcode the opcode it claims; {@code UNKNOWN(0)} if it is too short for one
 * @param problem what is wrong, for an administrator
 * @param offset where, in octets from the start of the datagram
 */
public record MalformedTftp(TftpOpcode opcode, String problem, int offset) implements TftpDecoded {
    /** The problem and the offset. */
    @Override
    public String toString() {
        return opcode + ": " + problem + " at offset " + offset;
    }
}
