#!/usr/bin/env python3
"""Real and imaginary parts of the complex tensors in ttn_reference.npz (cplx_W0_4 .. cplx_W0_6, cplx_C0, cplx_l and their gradients), apart: for readers that know
real arrays only. Needs numpy only. Writes ttn_complex.npz next to this file."""
import numpy as np, os
HERE = os.path.dirname(os.path.abspath(__file__))
out = {}
with np.load(os.path.join(HERE, 'ttn_reference.npz')) as reference:
    for name in reference.files:
        if name.startswith('cplx_') and reference[name].dtype.kind == 'c':
            out[name + '_re'], out[name + '_im'] = reference[name].real.copy(), reference[name].imag.copy()
np.savez_compressed(os.path.join(HERE, 'ttn_complex.npz'), **out)
print(len(out), 'arrays')
