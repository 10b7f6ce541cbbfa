package io.fetchbench.mockserver;

/**
 * The CRC-32C of two runs of bytes put together, from the CRC of each. A CRC is a remainder of polynomials over GF(2);
 * appending n bytes multiplies it by x^8n. The method is that of zlib's {@code crc32_combine} (M. Adler), with the
 * polynomial of Castagnoli.
 */
final class Crc32cCombiner {
    /** Bits reversed: the highest bit of the register is the coefficient of x^0. */
    private static final int POLYNOMIAL = 0x82F63B78;
    private static final int ONE = 0x80000000;
    private static final int X_TO_8 = 0x00800000;

    private Crc32cCombiner() {}

    /**
     * The CRC of the first run followed by the second.
     *
     * @param first CRC-32C of the first run
     * @param second CRC-32C of the second run
     * @param secondLength bytes in the second run, 0 or more
     * @return CRC-32C of both
     */
    static int combine(int first, int second, long secondLength) {
        return multiply(first, xTo8Times(secondLength)) ^ second;
    }

    /** x^8n mod p, by repeated squaring. */
    private static int xTo8Times(long n) {
        int result = ONE;
        int square = X_TO_8;
        for (long bits = n; bits != 0; bits >>>= 1) {
            if ((bits & 1) != 0) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted >>> 1) ^ ((shifted & 1) == 0 ? 0 : POLYNOMIAL);
        }
        return product;
    }
}
