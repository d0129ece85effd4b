package io.pxe4j.testkit;

import java.util.UUID;

/** Who a simulated client says it is: the Ethernet address and the machine's UUID. */
final class Identity {
    private final byte[] mac;
    private final UUID uuid;

    private Identity(byte[] mac, UUID uuid) {
        this.mac = mac;
        this.uuid = uuid;
    }

    static Identity of(BootNetwork network) {
        return new Identity(network.mac(), network.uuid());
    }

    byte[] mac() {
        return mac.clone();
    }

    UUID uuid() {
        return uuid;
    }

    /** Option 97: type 0, then the UUID with its first three fields in little-endian order, as EFI and iPXE send it. */
    byte[] machineId() {
        byte[] id = new byte[17];
        long high = uuid.getMostSignificantBits();
        int[] order = {3, 2, 1, 0, 5, 4, 7, 6};
        for (int i = 0; i < 8; i++) {
            id[1 + i] = (byte) (high >>> 8 * (7 - order[i]));
            id[9 + i] = (byte) (uuid.getLeastSignificantBits() >>> 8 * (7 - i));
        }
        return id;
    }

    /** Option 61 as iPXE sends it: hardware type 1, then the address. */
    byte[] clientId() {
        byte[] id = new byte[1 + mac.length];
        id[0] = 1;
        System.arraycopy(mac, 0, id, 1, mac.length);
        return id;
    }

    /** Colons between two-digit pairs. */
    String macText() {
        StringBuilder text = new StringBuilder();
        for (byte b : mac) {
            text.append(text.isEmpty() ? "" : ":")
                    .append(Character.forDigit(b >> 4 & 15, 16))
                    .append(Character.forDigit(b & 15, 16));
        }
        return text.toString();
    }
}
