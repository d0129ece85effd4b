package io.pxe4j.bench.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-32 by tables, eight octets a step, as code computes it that has no instruction for it: some ten times as dear as
 * {@link java.util.zip.CRC32}, which makes the load as slow as clients that have work to do with what they get.
 */
final class TableCrc32 implements Checksum {
    /** ISO 3309's polynomial, its bits reversed. */
    private static final int POLYNOMIAL = 0xEDB88320;

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Eight tables of 256, one behind the other. */
    private static final int[] TABLES = tables();

    private final byte[] copy = new byte[2048];
    private int crc = ~0;

    private static int[] tables() {
        int[] tables = new int[8 * 256];
        for (int octet = 0; octet < 256; octet++) {
            int value = octet;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) != 0 ? POLYNOMIAL ^ value >>> 1 : value >>> 1;
            }
            tables[octet] = value;
        }
        for (int i = 256; i < tables.length; i++) {
            tables[i] = step(tables, tables[i - 256], 0);
        }
        return tables;
    }

    private static int step(int[] tables, int value, int octet) {
        return tables[(value ^ octet) & 0xff] ^ value >>> 8;
    }

    @Override
    public void update(ByteBuffer octets) {
        while (octets.hasRemaining()) {
            int length = Math.min(octets.remaining(), copy.length);
            octets.get(copy, 0, length);
            update(copy, 0, length);
        }
    }

    @Override
    public void update(byte[] octets, int offset, int length) {
        int[] tables = TABLES;
        int value = crc;
        int at = offset;
        int end = offset + length;
        for (; end - at >= 8; at += 8) {
            long eight = (long) LITTLE_ENDIAN.get(octets, at);
            int first = (int) eight ^ value;
            int second = (int) (eight >>> 32);
            value = tables[0x700 | first & 0xff]
                    ^ tables[0x600 | first >>> 8 & 0xff]
                    ^ tables[0x500 | first >>> 16 & 0xff]
                    ^ tables[0x400 | first >>> 24]
                    ^ tables[0x300 | second & 0xff]
                    ^ tables[0x200 | second >>> 8 & 0xff]
                    ^ tables[0x100 | second >>> 16 & 0xff]
                    ^ tables[second >>> 24];
        }
        for (; at < end; at++) {
            value = step(tables, value, octets[at]);
        }
        crc = value;
    }

    @Override
    public void update(int octet) {
        crc = step(TABLES, crc, octet);
    }

    @Override
    public long getValue() {
        return ~crc & 0xffffffffL;
    }

    @Override
    public void reset() {
        crc = ~0;
    }
}
