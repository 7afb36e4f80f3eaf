#include "demo/script.hpp"

namespace hero::demo {

namespace {

constexpr std::string_view ask_for_details =
    "Yth. Bapak/Ibu,\n\nTerima kasih telah menghubungi kami. Mohon kirimkan tangkapan layar pesan kesalahannya beserta jam kejadian agar dapat kami telusuri.";
constexpr std::string_view fixed_text =
    "Yth. Bapak/Ibu,\n\nPenyebabnya sudah kami perbaiki. Silakan:\n\n1. Keluar dari aplikasi.\n2. Bersihkan singgahan peramban.\n3. Masuk kembali dan coba ulangi.\n\nMohon konfirmasi apabila sudah dapat digunakan.";
constexpr std::string_view data_text =
    "Yth. Bapak/Ibu,\n\nData yang diminta telah kami siapkan dan dapat dibaca pada Portal Satu Data Perdagangan. Rincian kolom ada pada lembar pertama.";
constexpr std::string_view thanks_text = "Sudah saya coba dan berhasil. Terima kasih atas bantuannya.";
constexpr std::string_view details_text = "Berikut rinciannya: terjadi pukul 09.40 WIB saat menekan tombol Simpan, pesannya \"Terjadi kesalahan pada sistem\".";

std::vector<Story> all_stories() {
    std::vector<Story> list{
        // ---- waiting for the first hand
        {1, "sari", "e-ska", "kendala", "tinggi", "SKA ditolak: nomor PEB tidak ditemukan", "Pengajuan SKA Form D kami ditolak sistem dengan pesan nomor PEB tidak ditemukan, padahal PEB sudah terbit kemarin. Kapal berangkat besok pagi.", {}},
        {2, "joko", "kudagang", "pertanyaan", "rendah", "Cara mengubah alamat toko", "Bagaimana cara mengubah alamat toko kami pada Kudagang? Menu profil hanya menampilkan alamat lama dan tidak dapat disunting.", {}},
        {3, "ashari", "tnde", "kendala", "sedang", "Disposisi surat masuk tidak muncul", "Sejak pagi ini disposisi surat masuk tidak muncul pada kotak masuk TNDE, sedangkan rekan lain di unit yang sama dapat melihatnya.", {}},
        {5, "ashari", "website-kemendag", "kendala", "rendah", "Tautan siaran pers rusak", "Tautan siaran pers tanggal 18 menuju halaman kosong. Mohon diperbaiki karena dirujuk media.", {}},
        {6, "sari", "single-sign-on", "kendala", "sedang", "Tidak dapat masuk SSO setelah ganti nomor ponsel", "Kode OTP masih dikirim ke nomor ponsel lama sehingga saya tidak dapat masuk Single Sign On. Mohon nomor ponsel pada akun saya diganti.", {}},
        {9, "ashari", "akses-wifi", "kendala", "rendah", "Wifi lantai 9 terputus setiap rapat", "Sinyal wifi di ruang rapat lantai 9 terputus setiap kali lebih dari dua puluh orang tersambung.", {}},
        {26, "joko", "data-indikator-harga", "permohonan", "rendah", "Data harga cabai rawit harian 2025", "Mohon data harga harian cabai rawit merah tingkat konsumen untuk kajian kami.", {}},
        {44, "ashari", "sigi", "pertanyaan", "rendah", "Slip gaji bulan lalu tidak lengkap", "Apakah slip gaji pada SIGI dapat menampilkan rincian potongan? Slip saya bulan lalu hanya memuat jumlah akhirnya.", {}},
        // ---- in hand
        {4, "joko", "e-ska", "kendala", "sedang", "Berkas invoice tidak dapat diunggah", "Unggahan invoice selalu berhenti pada 90 persen lalu muncul pesan gagal. Ukuran berkas hanya 600 kB.", {{0.5, "ambil", "budi"}, {0.4, "balas", "budi", ask_for_details}}},
        {12, "ashari", "inatrade", "kendala", "tinggi", "Hak akses permohonan izin impor belum aktif", "Akun saya sudah dibuat tetapi menu permohonan izin impor belum muncul, padahal ada tenggat hari ini.", {{0.5, "ambil", "rina"}, {0.2, "balas", "rina", "Yth. Bapak Muhammad Ashari,\n\nPermintaan Anda sedang kami periksa bersama pengelola hak akses."}, {1, "catatan", "rina", "Sudah menelepon pengelola hak akses, menunggu persetujuan kepala subdirektorat."}}},
        {16, "ashari", "siasn", "permohonan", "rendah", "Riwayat jabatan tidak sesuai", "Riwayat jabatan saya pada SIASN belum memuat jabatan fungsional terakhir. Mohon diperbarui sesuai SK terlampir.", {{1, "tugaskan", "dewi", "rina"}, {1, "balas", "rina", "Yth. Bapak Muhammad Ashari,\n\nSK sudah kami terima dan sedang dicocokkan dengan data kepegawaian."}}},
        {20, "sari", "kudagang", "kendala", "sedang", "Verifikasi toko tertahan lebih dari sepekan", "Status verifikasi toko kami masih \"Diperiksa\" sejak pekan lalu, padahal seluruh dokumen sudah lengkap.", {{2, "ambil", "budi"}, {1, "balas", "budi", "Yth. Ibu Sari Lestari,\n\nDokumen Anda sudah kami teruskan kepada verifikator. Kami kabari segera setelah ada hasilnya."}, {3, "jawab", "sari", "Terima kasih. Kami tunggu kabarnya, karena ada pembeli yang sudah memesan."}}},
        {8, "ashari", "jaringan", "kendala", "sedang", "Titik jaringan ruang arsip tidak aktif", "Titik jaringan di ruang arsip lantai 3 tidak aktif sejak penataan ulang meja.", {{1, "ambil", "agus"}}},
        {18, "ashari", "digital-signature", "permohonan", "rendah", "Perpanjangan sertifikat elektronik", "Sertifikat elektronik saya berakhir pekan depan. Mohon diperpanjang.", {{2, "ambil", "agus"}, {1, "balas", "agus", "Yth. Bapak Muhammad Ashari,\n\nPermohonan sudah kami teruskan kepada penyelenggara sertifikasi."}}},
        {30, "sari", "data-ekspor-impor", "permohonan", "sedang", "Data ekspor kopi 2023-2025 per negara tujuan", "Mohon data ekspor kopi per negara tujuan untuk bahan paparan asosiasi kami.", {{3, "ambil", "nurul"}, {2, "balas", "nurul", "Yth. Ibu Sari Lestari,\n\nPermintaan sedang kami siapkan. Data tahun terakhir masih bersifat sementara."}}},
        {50, "ashari", "exim", "kendala", "sedang", "Laporan EXIM tidak dapat diunduh", "Tombol unduh pada laporan bulanan EXIM tidak memberikan tanggapan.", {{2, "ambil", "rina"}, {1, "balas", "rina", ask_for_details}, {5, "jawab", "ashari", details_text}}},
        // ---- waiting for the requester
        {14, "joko", "e-ska", "pertanyaan", "rendah", "Perbedaan Form D dan Form AK", "Mohon penjelasan kapan kami memakai Form D dan kapan Form AK untuk pengiriman yang sama.", {{1, "ambil", "rina"}, {1, "tunggu", "rina", "Yth. Bapak Joko Prasetyo,\n\nAgar tidak keliru, mohon sebutkan negara tujuan dan kode HS barang Anda."}}},
        {22, "sari", "data-indikator-ekonomi", "permohonan", "rendah", "Data indeks harga perdagangan besar", "Mohon data indeks harga perdagangan besar menurut sektor.", {{2, "ambil", "nurul"}, {1, "tunggu", "nurul", "Yth. Ibu Sari Lestari,\n\nMohon sebutkan tahun dasar yang diinginkan."}}},
        {28, "ashari", "email", "kendala", "sedang", "Kotak surat penuh dan tidak dapat mengirim", "Email dinas saya tidak dapat mengirim karena kuota penuh, padahal sudah banyak yang saya hapus.", {{1, "ambil", "agus"}, {1, "tunggu", "agus", "Yth. Bapak Muhammad Ashari,\n\nMohon kosongkan folder Terhapus, lalu kabari kami apabila kuotanya belum berkurang."}}},
        {36, "ashari", "e-sppd", "kendala", "rendah", "Uang harian tidak terhitung", "Perjalanan tiga hari hanya terhitung dua hari uang harian pada E-SPPD.", {{2, "ambil", "budi"}, {2, "tunggu", "budi", ask_for_details}}},
        // ---- escalated
        {10, "sari", "e-ska", "kendala", "tinggi", "Data eksportir ganda, memerlukan persetujuan", "NPWP kami terdaftar dua kali sehingga pengajuan tertahan. Mohon digabungkan.", {{0.5, "ambil", "budi"}, {1, "balas", "budi", "Yth. Ibu Sari Lestari,\n\nPenggabungan data memerlukan persetujuan. Kami sedang memintanya."}, {0.5, "eskalasi", "budi", "2"}}},
        {24, "ashari", "portal-satu-data", "permohonan", "sedang", "Akses API Portal Satu Data untuk unit", "Unit kami memerlukan akses API untuk pembaruan data otomatis setiap hari.", {{2, "ambil", "nurul"}, {2, "eskalasi", "nurul", "1"}}},
        {34, "ashari", "api-services", "permohonan", "sedang", "Penambahan batas panggilan API", "Batas panggilan API kami habis setiap siang. Mohon dinaikkan dua kali lipat.", {{2, "ambil", "agus"}, {2, "eskalasi", "agus", "3"}, {3, "arahan", "dewi", "Naikkan sementara menjadi satu setengah kali, lalu minta pola pemakaiannya."}, {1, "balas", "agus", "Yth. Bapak Muhammad Ashari,\n\nBatas sudah dinaikkan sementara. Mohon kirimkan pola pemakaian per jam."}}},
        // ---- solved, waiting for the answer
        {32, "ashari", "hero", "kendala", "rendah", "Kendala tidak dapat login hero", "Dear Admin,\nMohon bantuannya untuk reset password hero (intranet) saya karena saya lupa password.", {{0.5, "ambil", "rina"}, {0.3, "tunggu", "rina", "Yth. Bapak Muhammad Ashari,\n\nSebelum kata sandi diatur ulang, identitas Anda perlu kami verifikasi. Mohon hubungi meja layanan PDSI dan siapkan NIP."}, {3, "jawab", "ashari", "Sudah saya hubungi dan NIP sudah dicocokkan oleh petugas. Mohon dibantu kelanjutannya."}, {2, "resolve", "rina", "Yth. Bapak Muhammad Ashari,\n\nIdentitas Anda telah diverifikasi. Tautan atur ulang sudah kami kirim ke email kedinasan Anda.\n\n1. Buka tautan tersebut, lalu buat yang baru.\n2. Masuk melalui intra.kemendag.go.id.\n3. Pilih Hero (Help and Resolve)."}}},
        {20, "sari", "kudagang", "pertanyaan", "rendah", "Biaya pendaftaran Kudagang", "Apakah ada biaya pendaftaran untuk pelaku usaha mikro pada Kudagang?", {{1, "ambil", "rina"}, {1, "resolve", "rina", "Yth. Ibu Sari Lestari,\n\nPendaftaran tidak dipungut biaya. Siapkan NIB dan NPWP."}}},
        {26, "joko", "single-sign-on", "kendala", "sedang", "Akun SSO terkunci", "Akun SSO saya terkunci setelah salah memasukkan kata sandi tiga kali.", {{1, "ambil", "agus"}, {2, "resolve", "agus", "Yth. Bapak Joko Prasetyo,\n\nAkun Anda sudah dibuka. Gunakan menu lupa kata sandi bila masih ragu."}}},
        {34, "sari", "data-ekspor-impor", "permohonan", "rendah", "Data impor bawang putih per pelabuhan", "Mohon data impor bawang putih per pelabuhan asal untuk penelitian kami.", {{3, "ambil", "nurul"}, {6, "resolve", "nurul", data_text}}},
        {24, "ashari", "intranet", "kendala", "sedang", "Halaman intranet lambat pada pagi hari", "Halaman muka intranet memerlukan lebih dari satu menit untuk terbuka pada pukul delapan pagi.", {{1, "ambil", "budi"}, {4, "resolve", "budi", fixed_text}, {4, "belum", "ashari", "Pagi ini masih lambat, sekitar 40 detik."}, {2, "resolve", "budi", "Yth. Bapak Muhammad Ashari,\n\nKapasitas peladen sudah ditambah pagi ini. Mohon dicoba kembali besok pagi."}}},
        {22, "ashari", "e-simpel", "kendala", "rendah", "Kolom tanggal tidak dapat dipilih", "Kolom tanggal pada E-SIMPEL tidak menampilkan kalender di peramban Firefox.", {{2, "ambil", "rina"}, {3, "resolve", "rina", fixed_text}, {2, "ya", "ashari"}}},
        // ---- confidential
        {7, "ashari", "aduan-siber", "kendala", "tinggi", "Email phishing mengatasnamakan PDSI", "Saya menerima email yang meminta kata sandi dengan mengatasnamakan PDSI. Tautannya menuju situs yang bukan milik kementerian.", {{0.5, "ambil", "citra"}, {0.3, "balas", "citra", "Terima kasih atas laporan Anda. Mohon tidak membuka tautannya dan tidak menghapus email tersebut; tim kami akan mengambil tajuknya."}}},
        {40, "ashari", "aduan-siber", "pertanyaan", "rendah", "Lampiran mencurigakan dari rekanan", "Rekanan mengirim lampiran yang memerlukan makro untuk dibuka. Apakah aman?", {{2, "ambil", "citra"}, {2, "resolve", "citra", "Lampiran sudah kami periksa di lingkungan terpisah dan aman. Makro tetap sebaiknya tidak diaktifkan."}, {4, "ya", "ashari"}, {0.1, "nilai", "ashari", "4"}}},
        // ---- closed
        {48, "joko", "kudagang", "kendala", "rendah", "Salah memilih kategori toko", "Kategori toko kami keliru terpilih. Mohon dibatalkan, akan kami ajukan ulang.", {{3, "batal", "joko"}}},
        {60, "ashari", "akses-wifi", "permohonan", "rendah", "Akses wifi untuk tamu rapat", "Mohon akses wifi tamu untuk rapat koordinasi hari Kamis, dua puluh orang.", {{1, "ambil", "agus"}, {2, "resolve", "agus", "Akses tamu sudah disiapkan. Kode diberikan oleh resepsionis lantai 1."}, {3, "ya", "ashari"}, {0.1, "lewati", "ashari"}}},
        {66, "sari", "e-ska", "kendala", "sedang", "Tanda tangan elektronik pada SKA tidak terbaca", "Pembeli di negara tujuan menyampaikan bahwa tanda tangan elektronik pada SKA tidak terbaca.", {{1, "ambil", "rina"}, {4, "resolve", "rina", fixed_text}, {3, "ya", "sari"}, {0.1, "nilai", "sari", "4"}}},
        {70, "joko", "data-indikator-harga", "permohonan", "rendah", "Harga beras medium per provinsi", "Mohon data harga beras medium per provinsi semester lalu.", {{4, "ambil", "nurul"}, {8, "resolve", "nurul", data_text}, {3, "ya", "joko"}, {0.2, "nilai", "joko", "3"}}},
        {75, "ashari", "pranata-komputer-statistisi", "pertanyaan", "rendah", "Syarat uji kompetensi Pranata Komputer", "Apa saja syarat mengikuti uji kompetensi Pranata Komputer tahun depan?", {{3, "ambil", "nurul"}, {3, "resolve", "nurul", "Syarat lengkap ada pada surat edaran terbaru yang dapat dibaca di intranet, menu Jabatan Fungsional."}, {4, "belum", "ashari", "Menu tersebut belum muncul pada akun saya."}, {3, "resolve", "nurul", "Menu sudah kami aktifkan untuk akun Anda."}, {2, "ya", "ashari"}, {0.1, "nilai", "ashari", "2"}}},
        {80, "sari", "single-sign-on", "pertanyaan", "rendah", "Satu akun untuk dua perusahaan", "Bolehkah satu akun SSO dipakai untuk dua perusahaan dalam satu grup?", {{2, "ambil", "agus"}, {2, "resolve", "agus", "Setiap badan usaha memerlukan akunnya sendiri agar riwayatnya tidak tercampur."}, {5, "ya", "sari"}, {0.1, "nilai", "sari", "3"}}},
        {85, "ashari", "izin-data-center", "pertanyaan", "rendah", "Jadwal kunjungan data center", "Apakah kunjungan data center dapat dilakukan pada hari Sabtu?", {{2, "ambil", "agus"}, {1, "resolve", "agus", "Kunjungan hanya pada jam layanan, kecuali keadaan darurat."}}},
        {90, "joko", "e-ska", "kendala", "tinggi", "Sistem E-SKA menolak kode HS baru", "Kode HS hasil pemutakhiran belum dikenali sehingga pengajuan kami tertahan.", {{0.5, "ambil", "budi"}, {1, "eskalasi", "budi", "4"}, {1, "tugaskan", "dewi", "rina"}, {4, "resolve", "rina", "Tabel kode HS sudah dimutakhirkan. Silakan ajukan ulang."}, {2, "ya", "joko"}, {0.1, "nilai", "joko", "4"}}},
        {95, "ashari", "cc-inatrade", "kendala", "sedang", "Panggilan terputus saat antre", "Panggilan ke layanan Inatrade terputus setelah menunggu sepuluh menit.", {{2, "ambil", "nurul"}, {4, "resolve", "nurul", "Antrean telepon sudah diperbaiki oleh penyedia."}}},
    };
    // The same service desk a few weeks earlier: one line of what was asked for each service, solved and rated.
    static constexpr struct {
        std::string_view requester, service, kind, subject, agent, grade;
    } earlier[] = {
        {"ashari", "sisp", "kendala", "Data pasar rakyat tidak tersimpan", "budi", "4"},
        {"ashari", "post-border", "pertanyaan", "Cara membaca status pengawasan Post Border", "rina", "3"},
        {"ashari", "api-online", "kendala", "Nomor API tidak muncul setelah perpanjangan", "budi", "4"},
        {"ashari", "jurnal-kemendag", "kendala", "Naskah jurnal tidak dapat diunggah", "rina", "3"},
        {"ashari", "tnde", "permohonan", "Penambahan pejabat penandatangan", "budi", "4"},
        {"ashari", "data-ska", "permohonan", "Rekap SKA per kantor penerbit", "nurul", "4"},
        {"ashari", "api-key-asuransi-nasional", "permohonan", "API Key baru untuk pengujian", "agus", "3"},
        {"ashari", "api-host2host-e-ska", "kendala", "Sambungan Host2Host terputus malam hari", "agus", "4"},
        {"ashari", "sosialisasi-aplikasi", "permohonan", "Sosialisasi E-SPPD untuk unit baru", "budi", "4"},
        {"ashari", "email", "permohonan", "Alias email untuk kegiatan", "agus", "4"},
        {"ashari", "cc-e-ska", "pertanyaan", "Jam layanan telepon e-SKA", "nurul", "3"},
        {"sari", "e-ska", "pertanyaan", "Dokumen pendukung untuk Form E", "rina", "4"},
        {"sari", "kudagang", "kendala", "Foto produk terbalik", "budi", "3"},
        {"sari", "data-indikator-ekonomi", "permohonan", "Data inflasi komoditas pangan", "nurul", "4"},
        {"joko", "data-ekspor-impor", "permohonan", "Data ekspor rempah ke Eropa", "nurul", "2"},
        {"joko", "e-ska", "kendala", "Nama konsinyi terpotong", "budi", "4"},
        {"joko", "single-sign-on", "permohonan", "Penggantian penanggung jawab akun", "agus", "3"},
        {"ashari", "jaringan", "permohonan", "Penambahan titik jaringan ruang rapat", "agus", "1"},
        {"ashari", "digital-signature", "kendala", "Tanda tangan gagal pada dokumen besar", "agus", "3"},
        {"ashari", "inatrade", "pertanyaan", "Alur perubahan persetujuan impor", "rina", "4"},
    };
    double ago = 104;
    for (const auto& one : earlier) {
        list.push_back({ago, one.requester, one.service, one.kind, "rendah", one.subject, "Mohon bantuan untuk hal tersebut. Rincian sudah saya sampaikan kepada petugas melalui telepon.",
                        {{2, "ambil", one.agent}, {5, "resolve", one.agent, fixed_text}, {6, "ya", one.requester, thanks_text}, {0.2, "nilai", one.requester, one.grade}}});
        ago += 3.5;
    }
    return list;
}

}  // namespace

std::span<const Story> stories() {
    static const auto list = all_stories();
    return list;
}

}  // namespace hero::demo
