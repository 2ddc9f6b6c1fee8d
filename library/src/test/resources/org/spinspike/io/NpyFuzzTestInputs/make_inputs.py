"""Starting points of the fuzz test: small arrays NumPy wrote, and heads that lie."""
import os, io, numpy as np
here = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'anyBytesGiveAnArrayOrOneMessage')
def head(text, version=1):
    body = text.encode('latin1')
    return b'\x93NUMPY' + bytes([version, 0]) + len(body).to_bytes(2 if version == 1 else 4, 'little') + body
def npy(a):
    out = io.BytesIO(); np.save(out, a); return out.getvalue()
inputs = {
    'doubles': npy(np.arange(3.)), 'fortran': npy(np.asfortranarray(np.arange(6, dtype='>i2').reshape(2, 3))),
    'text': npy(np.array(['a', 'bc'])), 'bytes': npy(np.array([b'a', b'bc'])), 'half': npy(np.float16([1, np.inf])), 'flag': npy(np.array([True])),
    'overflow': head("{'descr': '|u1', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647), }"),
    'many': head("{'descr': '<U0', 'fortran_order': True, 'shape': (2000000000, 1), }"),
    'object': head("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }") + b'\x80\x04N.',
    'long_head': b'\x93NUMPY\x02\x00\xff\xff\xff\xff{', 'open_quote': head("{'descr': '<f8"), 'open_tuple': head("{'shape': (1,"), 'empty_head': head(''),
}
for name, data in inputs.items():
    with open(os.path.join(here, name), 'wb') as f: f.write(data)
