"""inverse_N16_b1.0_T32_R200000.npz as the program carries it: a name and its numbers a line. Writes inverse-reference.csv in the folder OUT, or here."""
import os
import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
run = np.load(os.path.join(here, 'inverse_N16_b1.0_T32_R200000.npz'))
with open(os.path.join(os.environ.get('OUT', here), 'inverse-reference.csv'), 'w') as out:
    for key in ['H', 'J', 'm_mean', 'mp_mean', 'Cp_mean', 'D_mean', 'Dp_mean']:
        out.write(','.join([key] + [repr(float(x)) for x in run[key].ravel()]) + '\n')
